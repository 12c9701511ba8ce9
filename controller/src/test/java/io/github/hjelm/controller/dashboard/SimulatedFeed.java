package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.CertificateSlice.Axis;
import io.github.hjelm.controller.dashboard.RobotSheet.BundleLabel;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.sim.World;
import io.github.hjelm.sensors.sim.WorldCatalog;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The feed of a {@link SimulatedLoop} in the world {@code posts}. */
final class SimulatedFeed implements DashboardFeed {

  static final List<String> STAGES =
      List.of("decode", "observe", "sample", "filter", "encode", "cycle");

  private final EventLog events = new EventLog();
  private final CycleBoard board;
  private final RobotSheet sheet;
  private final CertificateSlice slice;
  private final SimulatedLoop loop;
  private final boolean demo;
  private final boolean certified;

  private SimulatedFeed(Robot robot, World world, boolean demo, boolean certified, long seed) {
    this.demo = demo;
    this.certified = certified;
    StageHistograms stages = new StageHistograms(STAGES);
    board = new CycleBoard(4, 2, stages, SimulatedLoop.CANDIDATES, SimulatedLoop.HORIZON * 2);
    sheet = sheet(robot, world, certified);
    slice =
        new CertificateSlice(
            new ArenaValue(world),
            new Axis(0, -0.28, 7.28, 80, false),
            new Axis(1, -1.88, 1.88, 41, false));
    loop = new SimulatedLoop(robot, world, board, events, seed);
  }

  static SimulatedFeed create(boolean demo, boolean certified, long seed) throws Exception {
    Robot robot = RobotCatalog.create("mobile-robot", Map.of());
    return new SimulatedFeed(robot, WorldCatalog.find("posts"), demo, certified, seed);
  }

  private static RobotSheet sheet(Robot robot, World world, boolean certified) {
    return new RobotSheet(
        "amr-1",
        robot,
        SceneCatalog.of(robot, world, 1),
        STAGES,
        SimulatedLoop.PERIOD_S,
        SimulatedLoop.DEADLINE_NS,
        SimulatedLoop.PLAN_PERIOD_S,
        new BundleLabel(
            "amr-flow",
            "1.4.0",
            "9f2c41d7a0b35e6688c1f04e7d2a9b13c5d8e6f7a1b2c3d4e5f60718293a4b5c",
            certified,
            "for pushes up to 0.1 m/s² the state stays where the clearance is not negative"),
        1_795_257_600L,
        "inline");
  }

  SimulatedLoop loop() {
    return loop;
  }

  @Override
  public RobotSheet sheet() {
    return sheet;
  }

  @Override
  public CycleBoard board() {
    return board;
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public @Nullable CertificateSlice slice() {
    return certified ? slice : null;
  }

  @Override
  public Status status() {
    return new Status("connected", true, loop.latched(), loop.misses());
  }

  @Override
  public Set<DemoAction> actions() {
    return demo ? EnumSet.allOf(DemoAction.class) : Collections.emptySet();
  }

  @Override
  public void act(DemoAction action) {
    loop.act(action, System.currentTimeMillis());
  }

  @Override
  public byte[] picture() {
    return new byte[0];
  }
}
