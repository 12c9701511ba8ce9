package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.dashboard.CycleBoard;
import io.github.hjelm.controller.health.RobotVitals;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.loop.AllocationMeter;
import io.github.hjelm.controller.loop.CommandPublisher;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.ControlledRobot;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.LaneMeasurement;
import io.github.hjelm.controller.loop.PolicyLane;
import io.github.hjelm.controller.safety.SafetyStages;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Optional;

/**
 * One robot of a fleet: its loop, and what it was put together from.
 *
 * @param bundle its policy; closed with the fleet
 * @param robot as the bundle names it
 * @param inline whether the policy runs within the cycle
 * @param measured how long the policy takes here
 * @param publisher what puts its commands on the wire
 * @param vitals what is counted of its cycles
 * @param board where its cycles are pinned up
 * @param meter what its cycles allocate
 */
public record FleetMember(
    RobotConfig config,
    Bundle bundle,
    Robot robot,
    SafetyStages safety,
    CycleTiming timing,
    boolean inline,
    LaneMeasurement measured,
    ControlledRobot controlled,
    CommandPublisher publisher,
    PolicyLane policy,
    RobotVitals vitals,
    CycleBoard board,
    AllocationMeter meter)
    implements AutoCloseable {

  /** Its loop, which belongs to the loop's thread. */
  public ControlLoop loop() {
    return controlled.loop();
  }

  /** The map that its certificate knows, by name or file; empty where none is spoken of. */
  public Optional<String> map() {
    return safety
        .certificate()
        .map(fitting -> fitting.folder().terms().parameters().get("map"))
        .map(Object::toString);
  }

  /** How long its cycles took. */
  public StageHistograms stages() {
    return vitals.stages();
  }

  /** Where its policy runs, in words. */
  public String lane() {
    return (inline ? "inline" : "own thread") + ", " + measured;
  }

  /** Ends the policy's lane; its loop makes no cycle after this. */
  @Override
  public void close() {
    policy.close();
    bundle.close();
  }
}
