package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.sim.KeyDrive;
import io.github.hjelm.sensors.time.HandSetClock;
import org.junit.jupiter.api.Test;

class TerminalKeysTest {

  private static final long MS = 1_000_000;

  private final HandSetClock clock = new HandSetClock(5);
  private final TerminalKeys keys = new TerminalKeys(clock, "");

  private void type(String bytes) {
    bytes.chars().forEach(keys::press);
  }

  @Test
  void nothingIsHeldAtFirst() {
    assertFalse(keys.holds('w'));
    assertFalse(keys.holds(KeyDrive.STOP_KEY));
    assertFalse(keys.holds('\0'));
  }

  @Test
  void keyIsHeldWhileItRepeatsAndLetGoAfterwards() {
    type("W");
    assertTrue(keys.holds('w'));
    clock.advanceNs(500 * MS);
    assertTrue(keys.holds('w'));
    type("w");
    clock.advanceNs(500 * MS);
    assertTrue(keys.holds('w'));
    clock.advanceNs(100 * MS);
    assertFalse(keys.holds('w'));
  }

  @Test
  void anotherKeyTakesItsPlace() {
    type("wd");
    assertFalse(keys.holds('w'));
    assertTrue(keys.holds('d'));
  }

  @Test
  void stopStaysUntilAnotherKey() {
    type("w ");
    clock.advanceNs(60_000 * MS);
    assertTrue(keys.holds(KeyDrive.STOP_KEY));
    type("s");
    assertFalse(keys.holds(KeyDrive.STOP_KEY));
    assertTrue(keys.holds('s'));
  }

  @Test
  void arrowsAreLetters() {
    type("\033[A");
    assertTrue(keys.holds('w'));
    type("\033[B");
    assertTrue(keys.holds('s'));
    type("\033OC");
    assertTrue(keys.holds('d'));
    type("\033[D");
    assertTrue(keys.holds('a'));
    type("\033[H");
    assertFalse(keys.holds('a'));
    type("A");
    assertTrue(keys.holds('a'));
  }
}
