package io.github.hjelm.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.health.LatencySummary;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a controller did for one robot, for programs.
 *
 * @param commands that the link took
 * @param verdicts how often each left; those that never did are not named
 * @param latencyUs from the receipt of a frame until its command was handed to the socket
 * @param stagesUs the same by stage
 * @param allocatedBytesPerCycle mean, without sending
 * @param allocatedBytesPerSend what the MQTT client allocates for each command
 * @param deadlineMisses cycles that took longer than they may
 */
record ControlSummary(
    long commands,
    Map<String, Long> verdicts,
    @JsonProperty("latency_us") Map<String, Double> latencyUs,
    @JsonProperty("stages_us") Map<String, Map<String, Double>> stagesUs,
    @JsonProperty("allocated_bytes_per_cycle") double allocatedBytesPerCycle,
    @JsonProperty("allocated_bytes_per_send") double allocatedBytesPerSend,
    @JsonProperty("deadline_misses") long deadlineMisses) {

  private static final double NS_PER_US = 1e3;

  ControlSummary {
    verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    latencyUs = Collections.unmodifiableMap(new LinkedHashMap<>(latencyUs));
    stagesUs = Collections.unmodifiableMap(new LinkedHashMap<>(stagesUs));
  }

  static ControlSummary of(FleetMember member) {
    Map<String, Long> verdicts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      long count = member.vitals().verdicts().of(verdict);
      if (count > 0) {
        verdicts.put(verdict.name(), count);
      }
    }
    StageHistograms stages = member.stages();
    Map<String, Map<String, Double>> byStage = new LinkedHashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      byStage.put(stages.names().get(i), micros(stages.stage(i).summary()));
    }
    return new ControlSummary(
        member.publisher().counts().of(PublishOutcome.SENT),
        verdicts,
        micros(stages.whole().summary()),
        byStage,
        member.meter().bytesPerCycle(),
        member.meter().bytesPerSend(),
        member.vitals().deadlineMisses());
  }

  private static Map<String, Double> micros(LatencySummary summary) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("p50", summary.p50Ns() / NS_PER_US);
    values.put("p99", summary.p99Ns() / NS_PER_US);
    values.put("p999", summary.p999Ns() / NS_PER_US);
    values.put("max", summary.maxNs() / NS_PER_US);
    return values;
  }
}
