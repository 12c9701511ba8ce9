package io.github.hjelm.sensors.mqtt.session;

/** An MQTT topic filter with {@code +} and {@code #}; matching allocates nothing. */
public final class TopicFilter {

  private final String filter;

  public TopicFilter(String filter) {
    refuseUnlessValid(filter);
    this.filter = filter;
  }

  /** Whether a topic is meant by this filter (MQTT 5, section 4.7). */
  public boolean matches(String topic) {
    boolean wildcardFirst = filter.charAt(0) == '+' || filter.charAt(0) == '#';
    if (wildcardFirst && !topic.isEmpty() && topic.charAt(0) == '$') {
      return false;
    }
    int f = 0;
    int t = 0;
    while (f < filter.length()) {
      char c = filter.charAt(f);
      if (c == '#') {
        return true;
      }
      if (c == '+') {
        while (t < topic.length() && topic.charAt(t) != '/') {
          t++;
        }
        f++;
      } else if (t < topic.length() && topic.charAt(t) == c) {
        f++;
        t++;
      } else {
        // "a/#" also means "a" itself.
        return t == topic.length() && filter.startsWith("/#", f);
      }
    }
    return t == topic.length();
  }

  @Override
  public String toString() {
    return filter;
  }

  private static void refuseUnlessValid(String filter) {
    boolean valid = !filter.isEmpty() && filter.indexOf('\0') < 0;
    for (int i = 0; valid && i < filter.length(); i++) {
      char c = filter.charAt(i);
      boolean levelStarts = i == 0 || filter.charAt(i - 1) == '/';
      boolean levelEnds = i == filter.length() - 1 || filter.charAt(i + 1) == '/';
      boolean last = i == filter.length() - 1;
      valid = (c != '+' || (levelStarts && levelEnds)) && (c != '#' || (levelStarts && last));
    }
    if (!valid) {
      throw new IllegalArgumentException(
          "'"
              + filter
              + "' is not a topic filter: + stands for one whole level, # for all that follow");
    }
  }
}
