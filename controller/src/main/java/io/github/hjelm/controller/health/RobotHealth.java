package io.github.hjelm.controller.health;

import io.github.hjelm.controller.loop.Waiting;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How one robot's controller is doing at one moment, and why.
 *
 * @param reasons empty when it is up
 * @param cycles so far
 * @param cycle how long they took
 * @param faults what went wrong, each once
 */
public record RobotHealth(
    String robot,
    Health health,
    List<Reason> reasons,
    long cycles,
    LatencySummary cycle,
    List<Fault> faults) {

  private static final double NS_PER_S = 1e9;

  /** One thing that is wrong, for programs and for people. */
  public record Reason(Ailment ailment, String words) {}

  public RobotHealth {
    reasons = List.copyOf(reasons);
    faults = List.copyOf(faults);
  }

  public boolean has(Ailment ailment) {
    return reasons.stream().anyMatch(reason -> reason.ailment() == ailment);
  }

  /** Judges what a loop counted and how its link stands. */
  static RobotHealth of(RobotVitals vitals, LinkStatus link, HealthLimits limits, long nowNs) {
    List<Reason> reasons = new ArrayList<>();
    judgeCycles(vitals, limits, nowNs, reasons);
    if (!link.connected()) {
      String error = link.lastError().isEmpty() ? "" : ": " + link.lastError();
      add(reasons, Ailment.BROKER_LOST, "the link to the broker is " + link.state() + error);
    }
    StopCause stopCause = vitals.stopCause();
    if (stopCause != null) {
      add(reasons, Ailment.STOPPED, "stopped until an operator clears it: " + stopCause);
    }
    if (vitals.isModelMismatch()) {
      add(reasons, Ailment.MODEL_MISMATCH, "the robot does not move as its model says");
    }
    double share = vitals.overrideShare();
    if (share > limits.overrideShare()) {
      add(
          reasons,
          Ailment.OVERRIDES,
          String.format(
              Locale.ROOT,
              "%.0f %% of the last %d commands are not what the policy proposed",
              100 * share,
              vitals.overrideWindow()));
    }
    if (!vitals.isCertified() && vitals.lastCycleNs() != RobotVitals.NEVER) {
      add(reasons, Ailment.UNCERTIFIED, "nothing vouches for the commands");
    }
    if (vitals.isGpuMissing()) {
      add(reasons, Ailment.GPU_MISSING, "there is no GPU, so its policy runs on the CPU");
    }
    Health health =
        reasons.stream()
            .map(reason -> reason.ailment().health())
            .max(Comparator.naturalOrder())
            .orElse(Health.UP);
    return new RobotHealth(
        vitals.robot(),
        health,
        reasons,
        vitals.verdicts().total(),
        vitals.stages().whole().summary(),
        vitals.faults().all());
  }

  private static void judgeCycles(
      RobotVitals vitals, HealthLimits limits, long nowNs, List<Reason> reasons) {
    long aliveNs = vitals.aliveNs();
    Waiting waiting = vitals.waiting();
    if (aliveNs == RobotVitals.NEVER) {
      add(reasons, Ailment.NO_CYCLE_YET, "no cycle yet");
    } else if (nowNs - aliveNs > limits.stallNs(vitals.periodNs())) {
      add(
          reasons,
          Ailment.STALLED,
          String.format(
              Locale.ROOT,
              "no cycle for %.3f s, which is %d periods",
              (nowNs - aliveNs) / NS_PER_S,
              (nowNs - aliveNs) / vitals.periodNs()));
    } else if (waiting == Waiting.FOR_ROBOT) {
      add(reasons, Ailment.ROBOT_ABSENT, "waits for the robot");
    } else if (waiting == Waiting.FOR_OTHER_CONTROLLER) {
      add(reasons, Ailment.OTHER_CONTROLLER, "another controller drives the robot");
    }
  }

  private static void add(List<Reason> reasons, Ailment ailment, String words) {
    reasons.add(new Reason(ailment, words));
  }
}
