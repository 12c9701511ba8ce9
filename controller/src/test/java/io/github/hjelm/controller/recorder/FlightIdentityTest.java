package io.github.hjelm.controller.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlightIdentityTest {

  private static FlightIdentity.Placed read(String text) throws FlightRefusal {
    return FlightIdentity.read(text.getBytes(StandardCharsets.UTF_8), "x.hjflight");
  }

  private static void assertRefused(String saying, String text) {
    FlightRefusal refusal = assertThrows(FlightRefusal.class, () -> read(text));
    assertTrue(String.valueOf(refusal.getMessage()).contains(saying), refusal::getMessage);
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("x.hjflight"), refusal::getMessage);
  }

  @Test
  void isReadAsItWasWritten() throws FlightRefusal {
    FlightIdentity.Placed placed = read(TapedLoop.IDENTITY.text(7));
    assertEquals(TapedLoop.IDENTITY, placed.identity());
    assertEquals(7, placed.segment());
  }

  @Test
  void otherVerdictsAreAnotherVersion() {
    String text = TapedLoop.IDENTITY.text(1);
    assertRefused("another version of Hjelm", text.replace("HELD_NO_CHUNK", "HELD_NOTHING"));
  }

  @Test
  void callsMayBeSharedByThoseThatTheTimerBegins() {
    assertTrue(flown("timer", "auto", true).mayShareCalls());
    assertTrue(flown("timer", "batch", true).mayShareCalls());
    assertFalse(flown("timer", "inline", true).mayShareCalls());
    assertFalse(flown("timer", "auto", false).mayShareCalls());
    assertFalse(flown("state", "auto", true).mayShareCalls());
  }

  private static FlightIdentity flown(String trigger, String lane, boolean inline) {
    FlightIdentity some = TapedLoop.IDENTITY;
    return new FlightIdentity(
        some.robot(),
        some.flight(),
        some.bundle(),
        inline,
        some.signed(),
        some.controls(),
        Map.of("trigger", trigger, "policy", Map.of("lane", lane)),
        some.machine());
  }

  @Test
  void whatSaysLessIsNoIdentity() {
    assertRefused("no flight record", "{}");
    assertRefused("no flight record", "what");
    assertRefused("no flight record", TapedLoop.IDENTITY.text(1).replace("sha256", "sha1"));
  }
}
