package io.github.hjelm.sensors.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {

  private static final List<String> KNOWN = List.of("lower", "upper", "unit", "x");

  @Test
  void proposesWhatIsNear() {
    assertEquals(Optional.of("upper"), Spelling.nearest("uper", KNOWN), "one missing");
    assertEquals(Optional.of("upper"), Spelling.nearest("uupper", KNOWN), "one too many");
    assertEquals(Optional.of("lower"), Spelling.nearest("lover", KNOWN), "one wrong");
    assertEquals(Optional.of("unit"), Spelling.nearest("uint", KNOWN), "two swapped");
    assertEquals(Optional.of("unit"), Spelling.nearest("UNIT", KNOWN), "other case");
  }

  @Test
  void proposesNothingFarFetched() {
    assertEquals(Optional.empty(), Spelling.nearest("colour", KNOWN));
    assertEquals(Optional.empty(), Spelling.nearest("y", KNOWN), "no letter in common");
    assertEquals(Optional.empty(), Spelling.nearest("", KNOWN));
    assertEquals(Optional.empty(), Spelling.nearest("x".repeat(100_000), KNOWN));
  }

  @Test
  void listsWhatIsKnownInstead() {
    assertEquals("did you mean 'unit'?", Spelling.advice("units", KNOWN));
    assertEquals("known are lower, upper, unit, x", Spelling.advice("colour", KNOWN));
    assertEquals("there are none", Spelling.advice("colour", List.of()));
  }
}
