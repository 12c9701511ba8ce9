package io.github.hjelm.controller.health;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Health as JSON, for programs that ask and people who look. */
final class HealthJson {

  private static final double NS_PER_US = 1e3;

  private HealthJson() {}

  /** The worst of all; down without any. */
  static Health worst(List<RobotHealth> robots) {
    return robots.stream()
        .map(RobotHealth::health)
        .max(Comparator.naturalOrder())
        .orElse(Health.DOWN);
  }

  static JsonObject ready(List<RobotHealth> robots) {
    JsonArray all = new JsonArray();
    robots.forEach(robot -> all.add(robot(robot)));
    return new JsonObject().put("status", worst(robots).name()).put("robots", all);
  }

  static JsonObject live(List<String> stalled) {
    return new JsonObject()
        .put("status", (stalled.isEmpty() ? Health.UP : Health.DOWN).name())
        .put("stalled", new JsonArray(stalled));
  }

  private static JsonObject robot(RobotHealth robot) {
    JsonArray reasons = new JsonArray();
    for (RobotHealth.Reason reason : robot.reasons()) {
      reasons.add(
          new JsonObject().put("code", reason.ailment().name()).put("text", reason.words()));
    }
    JsonArray faults = new JsonArray();
    robot.faults().forEach(fault -> faults.add(fault(fault)));
    return new JsonObject()
        .put("robot", robot.robot())
        .put("status", robot.health().name())
        .put("reasons", reasons)
        .put("cycles", robot.cycles())
        .put("cycle_us", latency(robot.cycle()))
        .put("faults", faults);
  }

  private static JsonObject latency(LatencySummary summary) {
    return new JsonObject()
        .put("p50", summary.p50Ns() / NS_PER_US)
        .put("p99", summary.p99Ns() / NS_PER_US)
        .put("p999", summary.p999Ns() / NS_PER_US)
        .put("max", summary.maxNs() / NS_PER_US);
  }

  private static JsonObject fault(Fault fault) {
    return new JsonObject()
        .put("type", fault.type())
        .put("message", fault.message())
        .put("at", fault.at())
        .put("count", fault.count())
        .put("first", Instant.ofEpochMilli(fault.firstEpochMillis()).toString())
        .put("last", Instant.ofEpochMilli(fault.lastEpochMillis()).toString());
  }
}
