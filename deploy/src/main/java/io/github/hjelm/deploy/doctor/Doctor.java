package io.github.hjelm.deploy.doctor;

import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks, in the order in which they are shown: the slow ones last. */
public final class Doctor {

  private final List<Check> checks;

  Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * The checks of a machine that shall control robots.
   *
   * @param broker to try
   * @param brokerNamed whether the user named it, so that its absence is a failure
   */
  public static Doctor of(MqttSettings broker, boolean brokerNamed, MonotonicClock clock) {
    return new Doctor(
        List.of(
            JavaChecks::version,
            JavaChecks::newest,
            MachineChecks::cores,
            MachineChecks::vectors,
            MachineChecks::memory,
            MachineChecks::nativeCache,
            GpuChecks::gpu,
            GpuChecks::jetson,
            RealTimeChecks::kernel,
            RealTimeChecks::governor,
            RealTimeChecks::idle,
            RealTimeChecks::timerSlack,
            host -> RealTimeChecks.sleeps(clock),
            RealTimeChecks::lockedMemory,
            RealTimeChecks::realTimePriority,
            ToolChecks::mosquitto,
            ToolChecks::chromium,
            new BrokerCheck(broker, brokerNamed, clock),
            host -> TensorFlowCheck.look(host, clock)));
  }

  /** Looks at everything; each finding is also shown as soon as it is there. */
  public List<Finding> examine(Host host, Consumer<Finding> shown) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      Finding finding = check.look(host);
      findings.add(finding);
      shown.accept(finding);
    }
    return List.copyOf(findings);
  }
}
