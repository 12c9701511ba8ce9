package io.github.hjelm.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.hjelm.export.fly.TaskScore;

/**
 * What a demonstration came to, for programs.
 *
 * @param control what the controller did
 * @param violations control periods of the robot in which its true state had l(x) &lt; 0
 * @param goalsReached attempts that succeeded
 * @param failures attempts that did not
 * @param leastClearance the least l(x) there was
 */
record DemoSummary(
    @JsonUnwrapped ControlSummary control,
    long violations,
    @JsonProperty("goals_reached") long goalsReached,
    long failures,
    @JsonProperty("least_clearance") double leastClearance) {

  static DemoSummary of(ControlSummary control, TaskScore score) {
    return new DemoSummary(
        control,
        score.violations(),
        score.goalsReached(),
        score.failures(),
        score.leastClearance());
  }
}
