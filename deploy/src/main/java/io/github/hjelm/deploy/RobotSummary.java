package io.github.hjelm.deploy;

import static java.util.Locale.ROOT;

import io.github.hjelm.sensors.sim.CommandCounts;
import java.util.Map;

/**
 * What a simulated robot did from start to end.
 *
 * @param seconds of simulated time
 * @param frames sensor frames that the link took
 * @param periods control periods
 * @param missedPeriods left out because the one before took too long
 * @param lateP50Us how late a period began, in microseconds, in the median
 * @param lateP99Us the same, for all but one in a hundred
 * @param refusals how many commands the guard refused, by reason
 */
record RobotSummary(
    String name,
    String model,
    double seconds,
    long frames,
    long periods,
    long missedPeriods,
    long lateP50Us,
    long lateP99Us,
    CommandCounts commands,
    Map<String, Long> refusals,
    long collisions,
    long boundsLeft) {

  RobotSummary {
    refusals = Map.copyOf(refusals);
  }

  String text() {
    return String.format(
        ROOT,
        """
        robot       %s (%s), %.1f s
        frames      %d sent in %d periods, %d periods missed, late %d µs in the median, %d µs at p99
        commands    %d received: %d applied, %d superseded, %d lapsed, %d refused%s
        dead-man    tripped %d times
        collisions  %d; left its bounds %d times
        """,
        name,
        model,
        seconds,
        frames,
        periods,
        missedPeriods,
        lateP50Us,
        lateP99Us,
        commands.received(),
        commands.applied(),
        commands.superseded(),
        commands.lapsed(),
        commands.refused(),
        refusals.isEmpty() ? "" : " " + refusals,
        commands.deadmanTrips(),
        collisions,
        boundsLeft);
  }
}
