package io.github.hjelm.sensors.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameNameTest {

  private final FrameName name = new FrameName();

  @Test
  void takesNamesFromTextAndFromBytes() {
    name.set("amr-1");
    assertTrue(name.is("amr-1"));
    assertEquals("amr-1", name.toString());
    assertTrue(name.set("xx_arm.2:a_xx".getBytes(StandardCharsets.US_ASCII), 3, 7));
    assertTrue(name.is("arm.2:a"));
    assertEquals("arm.2:a", name.toString());
    assertFalse(name.is("arm.2:b"));
    assertFalse(name.is("arm.2:"));
  }

  @Test
  void makesAStringOnlyForANewName() {
    byte[] bytes = "amr-1".getBytes(StandardCharsets.US_ASCII);
    name.set(bytes, 0, 5);
    String first = name.toString();
    name.set(bytes, 0, 5);
    assertSame(first, name.toString());
  }

  @Test
  void refusesBytesThatAreNoName() {
    byte[] bytes = new byte[FrameLimits.MAX_NAME_BYTES + 1];
    java.util.Arrays.fill(bytes, (byte) 'a');
    assertTrue(name.set(bytes, 0, FrameLimits.MAX_NAME_BYTES));
    assertFalse(name.set(bytes, 0, FrameLimits.MAX_NAME_BYTES + 1));
    assertFalse(name.set(bytes, 0, 0));
    for (int value = 0; value < 256; value++) {
      bytes[3] = (byte) value;
      boolean accepted = name.set(bytes, 0, 5);
      assertEquals(FrameLimits.isName("aaa" + (char) value + "a"), accepted, "byte " + value);
      assertEquals(accepted ? 5 : 0, name.length());
    }
  }

  @Test
  void isEmptyAfterClearing() {
    name.set("amr-1");
    name.clear();
    assertEquals("", name.toString());
    assertTrue(name.is(""));
  }
}
