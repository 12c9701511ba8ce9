package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a replay of one flight came to.
 *
 * @param flight when it began, which tells it from others
 * @param bundle name and version
 * @param cycles that were computed again
 * @param verdicts of the recorded commands; those that never left are not named
 * @param differing cycles that came to something else
 * @param first the first of them
 * @param snapshots files at whose end the whole state was compared with the next one's beginning
 * @param missing records that the recorder dropped
 * @param machine what is another here than where it was recorded, each as a sentence's part
 * @param ending of the last file
 */
public record FlightReport(
    String robot,
    String flight,
    String bundle,
    int files,
    long cycles,
    Map<Verdict, Long> verdicts,
    long differing,
    Optional<FlightDifference> first,
    int snapshots,
    long missing,
    Answers answers,
    List<String> machine,
    FlightEnding ending) {

  /**
   * What the policy says when it is asked again what it was asked.
   *
   * @param asked how often
   * @param differing answers that are not the same bit for bit
   * @param largest difference, in normalised units
   * @param first cycle with one that differs, -1 when there is none
   */
  public record Answers(long asked, long differing, double largest, long first) {}

  public FlightReport {
    verdicts = Collections.unmodifiableMap(new TreeMap<>(verdicts));
    machine = List.copyOf(machine);
  }

  /**
   * Whether all came to the same: every command bit for bit, and every answer of the policy; where
   * another machine computes it again, up to the rounding that its golden outputs allow.
   */
  public boolean isSame() {
    return differing == 0 && isSamePolicy();
  }

  /** The same of the policy's answers alone. */
  public boolean isSamePolicy() {
    // Written so that NaN is another answer.
    return machine.isEmpty() ? answers.differing() == 0 : answers.largest() <= Bundle.TOLERANCE;
  }
}
