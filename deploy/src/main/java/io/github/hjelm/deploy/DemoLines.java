package io.github.hjelm.deploy;

import static java.util.Locale.ROOT;

import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.health.LatencySummary;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.export.fly.TaskScore;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.List;

/** A demonstration in five lines. */
final class DemoLines {

  private static final double NS_PER_US = 1e3;

  private DemoLines() {}

  static List<String> of(FleetMember member, TaskScore score, String broker, String address) {
    LatencySummary latency = member.stages().whole().summary();
    SafetyStage safety = member.loop().safety();
    return List.of(
        String.format(
            ROOT,
            "robot    %s: %d goals reached, %d attempts failed, %d violations, least clearance %.3f",
            member.config().name(),
            score.goalsReached(),
            score.failures(),
            score.violations(),
            score.leastClearance()),
        "verdicts " + safety.counts(),
        String.format(
            ROOT,
            "latency  p50 %.0f µs, p99 %.0f µs, p99.9 %.0f µs, longest %.0f µs; %d of %d missed %.0f ms",
            latency.p50Ns() / NS_PER_US,
            latency.p99Ns() / NS_PER_US,
            latency.p999Ns() / NS_PER_US,
            latency.maxNs() / NS_PER_US,
            member.loop().deadlineMisses(),
            latency.count(),
            member.timing().deadlineNs() / 1e6),
        String.format(
            ROOT,
            "safety   %s%s, monitor %s",
            member.safety().certificate().isPresent() ? "certified" : "UNCERTIFIED",
            member.loop().isStopped()
                ? ", " + Verdict.STOPPED + " because of " + safety.stopCause()
                : "",
            safety.monitor().verdict()),
        "where    " + address + "  " + broker);
  }
}
