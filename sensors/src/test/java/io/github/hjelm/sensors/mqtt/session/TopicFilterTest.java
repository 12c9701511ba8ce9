package io.github.hjelm.sensors.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/bc, false",
    "a/b, a, false",
    "a/+, a/b, true",
    "a/+, a/, true",
    "a/+, a/b/c, false",
    "+/b, a/b, true",
    "+/b, a/c, false",
    "+, a, true",
    "+, a/b, false",
    "+/+, /finish, true",
    "/+, /finish, true",
    "+, /finish, false",
    "#, a/b/c, true",
    "a/#, a/b/c, true",
    "a/#, a, true",
    "a/#, ab, false",
    "a/+/c, a/b/c, true",
    "a/+/c, a/b/d, false",
    "a/+/#, a/b, true",
    "#, $SYS/x, false",
    "+/x, $SYS/x, false",
    "$SYS/#, $SYS/x, true",
    "hjelm/+/obs/+, hjelm/r1/obs/state, true",
    "hjelm/+/obs/+, hjelm/r1/cmd, false",
  })
  void matchesAsTheStandardSays(String filter, String topic, boolean expected) {
    assertEquals(expected, new TopicFilter(filter).matches(topic));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a+", "a/+b", "a/#/b", "#a", "a#"})
  void refusesWhatIsNoFilter(String filter) {
    assertThrows(IllegalArgumentException.class, () -> new TopicFilter(filter));
  }
}
