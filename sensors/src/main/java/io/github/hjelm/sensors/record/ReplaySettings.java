package io.github.hjelm.sensors.record;

import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.session.TopicFilter;
import java.util.List;

/**
 * How a recording is said again.
 *
 * @param speed 1 as it was, 2 twice as fast, infinity as fast as the link takes it
 * @param filters topics to replay; none means all
 * @param commands whether commands are replayed too: a robot that listens may move
 * @param retained whether messages that were retained are retained again, and so outlive the replay
 */
public record ReplaySettings(
    double speed, List<TopicFilter> filters, boolean commands, boolean retained) {

  public ReplaySettings {
    filters = List.copyOf(filters);
    // Written so that NaN is refused.
    if (!(speed > 0)) {
      throw new IllegalArgumentException(
          "speed " + speed + " is not above 0; 1 is the original speed");
    }
    for (TopicFilter filter : filters) {
      if (Topics.isCommand(filter.toString()) && !commands) {
        throw new IllegalArgumentException(
            "'"
                + filter
                + "' asks for commands, which may move a robot; allow commands explicitly");
      }
    }
  }

  /** Everything but commands, as fast as it was, nothing retained. */
  public static ReplaySettings original() {
    return new ReplaySettings(1, List.of(), false, false);
  }

  public ReplaySettings withSpeed(double newSpeed) {
    return new ReplaySettings(newSpeed, filters, commands, retained);
  }

  public ReplaySettings asFastAsPossible() {
    return withSpeed(Double.POSITIVE_INFINITY);
  }

  public ReplaySettings withFilters(String... newFilters) {
    List<TopicFilter> parsed = List.of(newFilters).stream().map(TopicFilter::new).toList();
    return new ReplaySettings(speed, parsed, commands, retained);
  }

  public ReplaySettings withCommands() {
    return new ReplaySettings(speed, filters, true, retained);
  }

  public ReplaySettings withRetained() {
    return new ReplaySettings(speed, filters, commands, true);
  }
}
