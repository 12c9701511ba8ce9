package io.github.hjelm.controller.recorder;

/**
 * Where a replay comes to something else than the record.
 *
 * @param field what differs
 */
public record FlightDifference(long cycle, String field, String recorded, String replayed) {

  @Override
  public String toString() {
    return "cycle %d, %s: recorded %s, replayed %s".formatted(cycle, field, recorded, replayed);
  }
}
