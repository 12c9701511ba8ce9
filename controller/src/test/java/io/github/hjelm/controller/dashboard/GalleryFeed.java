package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.CertificateSlice.Axis;
import io.github.hjelm.controller.dashboard.RobotSheet.BundleLabel;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Any robot of the catalogue, driven to and fro, to see what it looks like. */
final class GalleryFeed implements DashboardFeed {

  private static final List<String> STAGES = List.of("decode", "filter", "cycle");
  private static final double PERIOD_S = 0.02;
  private static final int PLANS = 6;
  private static final int HORIZON = 12;

  private final Robot robot;
  private final CycleBoard board;
  private final EventLog events = new EventLog();
  private final RobotSheet sheet;
  private final Rk4 rk4;
  private final SplittableRandom random = new SplittableRandom(1);
  private final double[] x;
  private final double[] u;
  private final float[] plans;
  private final long[] stageNs = {2000, 9000, 12_000};
  private long cycles;

  GalleryFeed(String name) throws Exception {
    robot = RobotCatalog.create(name, Map.of());
    x = new double[robot.states().size()];
    u = new double[robot.controls().size()];
    plans = new float[PLANS * HORIZON * u.length];
    robot.initialState(x);
    if (name.equals("lane-change-car")) {
      x[3] = 15;
    }
    rk4 = new Rk4(robot);
    StageHistograms stages = new StageHistograms(STAGES);
    board = new CycleBoard(x.length, u.length, stages, PLANS, HORIZON * u.length);
    sheet =
        new RobotSheet(
            name,
            robot,
            SceneCatalog.of(robot, null, name.equals("cartpole") ? 0.5 : 1),
            STAGES,
            PERIOD_S,
            1_000_000,
            0.05,
            new BundleLabel(name, "0.1.0", "0".repeat(64), true, ""),
            1,
            "inline");
  }

  void cycle(long nowNs) {
    double phase = 2 * Math.PI * cycles * PERIOD_S / 3;
    robot.fallback(x, u);
    for (int i = 0; i < u.length; i++) {
      Quantity control = robot.controls().get(i);
      u[i] = control.clamp(u[i] + 0.15 * (control.upper() - control.lower()) * Math.sin(phase));
    }
    for (int i = 0; i < plans.length; i++) {
      Quantity control = robot.controls().get(i % u.length);
      double spread = 0.3 * (control.upper() - control.lower());
      plans[i] = (float) control.clamp(u[i % u.length] + random.nextDouble(-spread, spread));
    }
    rk4.step(x, u, new double[robot.disturbances().size()], PERIOD_S, x);
    board.stages().record(stageNs);
    board.count(Verdict.PASSED);
    if (board.isWanted()) {
      board.write(nowNs, x, u, ring(x));
      board.writePlans(plans, PLANS, 0b100, (int) (cycles / 25 % PLANS));
      board.pinUp();
    }
    cycles++;
  }

  /** Something with a level set. */
  private static double ring(double[] x) {
    return 2.2 - Math.hypot(x[0], 0.6 * x[1]);
  }

  @Override
  public @Nullable CertificateSlice slice() {
    ValueField field =
        new ValueField() {
          @Override
          public int dimensions() {
            return x.length;
          }

          @Override
          public double value(double[] state) {
            return ring(state);
          }

          @Override
          public double valueAndGradient(double[] state, double[] gradient) {
            throw new UnsupportedOperationException("no dashboard asks for a gradient");
          }
        };
    return new CertificateSlice(
        field, new Axis(0, -3.14, 3.14, 48, false), new Axis(1, -8, 8, 48, false));
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
  public Status status() {
    return new Status("connected", true, false, 0);
  }

  @Override
  public Set<DemoAction> actions() {
    return Set.of();
  }

  @Override
  public void act(DemoAction action) {
    throw new IllegalStateException("nobody may act here");
  }

  @Override
  public byte[] picture() {
    return new byte[0];
  }
}
