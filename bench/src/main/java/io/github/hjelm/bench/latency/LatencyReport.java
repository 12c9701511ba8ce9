package io.github.hjelm.bench.latency;

import io.github.hjelm.sensors.time.AwakeProcessors;
import java.util.List;
import java.util.Map;

/**
 * The result of a run.
 *
 * @param format of this file; readers refuse others, and take a figure that is not in it for NaN
 * @param profile what was asked for
 * @param command how to repeat it
 * @param revision of the sources; empty when nobody knows
 * @param date when
 * @param machine one line
 * @param facts what else is known of the machine, the broker and the settings
 * @param seed of the order of turns, of arrivals and of resampling
 * @param ours the stack that stands above in all ratios
 * @param valid whether all of it may be believed
 * @param invalid why not
 * @param notes what to know when reading it
 * @param firstCommandS from calling the launcher to a controller's first command, the median; NaN
 *     when nobody measured it
 * @param workloads in the order in which they ran
 */
public record LatencyReport(
    int format,
    String profile,
    String command,
    String revision,
    String date,
    String machine,
    Map<String, String> facts,
    long seed,
    String ours,
    boolean valid,
    List<String> invalid,
    List<String> notes,
    double firstCommandS,
    List<WorkloadReport> workloads) {

  public static final int FORMAT = 1;

  /** The fact that says whether processors slept between observations. */
  static final String PROCESSORS = "processors between observations";

  /** {@code Measured with … on …}. */
  public String origin() {
    return "Measured with `%s`%s on %s: %s. Seed %d.%s"
        .formatted(
            command,
            revision.isEmpty() ? "" : " at revision " + revision,
            date,
            machine,
            seed,
            facts.containsKey(PROCESSORS) ? " Processors " + facts.get(PROCESSORS) + "." : "");
  }

  /** Whether processors were kept from sleeping between observations. */
  boolean awake() {
    return facts.getOrDefault(PROCESSORS, "").startsWith(AwakeProcessors.AWAKE);
  }
}
