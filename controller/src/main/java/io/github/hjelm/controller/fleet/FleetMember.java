package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.dashboard.CycleBoard;
import io.github.hjelm.controller.health.RobotVitals;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.loop.AllocationMeter;
import io.github.hjelm.controller.loop.CommandPublisher;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.ControlledRobot;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.InlineLane;
import io.github.hjelm.controller.loop.LaneMeasurement;
import io.github.hjelm.controller.loop.PolicyLane;
import io.github.hjelm.controller.loop.SharedCall;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import io.github.hjelm.controller.safety.SafetyStages;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * @param recent how its last second went
 * @param watchers who else sees its cycles, whatever it flies
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
    AllocationMeter meter,
    RecentCycles recent,
    List<CycleWatcher> watchers)
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

  /** Whose cycles may begin together with its own; nobody's where its frames begin them. */
  Optional<Beat.Kind> beat() {
    if (config.triggerSensor() != RobotConfig.BY_TIMER) {
      return Optional.empty();
    }
    return Optional.of(
        new Beat.Kind(
            bundle.sha256(),
            signature(),
            config.policy().engine(),
            config.policy().candidates(bundle.manifest().sampler()),
            timing.cycleNs(),
            config.policy().inferenceBudgetNs(timing.cycleNs()),
            config.policy().lane(),
            inline));
  }

  /** The signature that it flies, guided or not. */
  String signature() {
    return config.policy().signature(bundle.manifest().sampler());
  }

  /** Asks its policy in this call from now on; alone where there is none. Loop thread. */
  void shareCalls(@Nullable SharedCall call) {
    if (policy instanceof InlineLane lane) {
      lane.share(call);
    }
  }

  /** How long its cycles took. */
  public StageHistograms stages() {
    return vitals.stages();
  }

  /** Where its policy runs, in words. */
  public String lane() {
    String where = vitals.isGpuMissing() ? ", on the CPU: there is no GPU" : "";
    String guided = Sampler.isGuided(signature()) ? ", guided" : "";
    return (inline ? "inline" : "own thread") + guided + ", " + measured + where;
  }

  /** What computes its policy, in words. */
  public String engine() {
    return config.policy().engine() == PolicyEngine.VECTOR
        ? VectorSampler.engine()
        : TensorFlowRuntime.engine();
  }

  /** Ends the policy's lane; its loop makes no cycle after this. */
  @Override
  public void close() {
    policy.close();
    bundle.close();
  }
}
