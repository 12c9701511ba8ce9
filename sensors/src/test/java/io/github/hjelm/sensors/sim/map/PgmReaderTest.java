package io.github.hjelm.sensors.sim.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PgmReaderTest {

  private static final long SEED = 20261121;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void assertHolds(String text, int maxValue, int width, int... values)
      throws PgmRefusal {
    PgmImage image = PgmReader.parse(bytes(text));
    assertEquals(maxValue, image.maxValue());
    assertEquals(width, image.width());
    assertEquals(values.length / width, image.height());
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], image.value(i % width, i / width), "pixel " + i);
    }
  }

  @Test
  void readsBothKindsInBothDepths() throws PgmRefusal {
    assertHolds("P2\n3 2\n255\n0 1 2\n253 254 255\n", 255, 3, 0, 1, 2, 253, 254, 255);
    assertHolds("P2 1 2 65535 0\t65535", 65_535, 1, 0, 65_535);
    assertHolds("P5\n3 1\n255\n\0\u0080\u00ff", 255, 3, 0, 128, 255);
    assertHolds("P5 2 1 256 \u0001\0\0\u00ff", 256, 2, 256, 255);
    assertHolds("P5\n2 1\n65535\n\u00ff\u00ff\u0001\u0002", 65_535, 2, 65_535, 258);
  }

  @Test
  void passesOverComments() throws PgmRefusal {
    assertHolds("P2#a\n# CREATOR: GIMP 9 9\n2 # two\n 1\n#\n9 5#five\n 7 # end", 9, 2, 5, 7);
    assertHolds("P5\r\n# by map_saver 0.050 m/pix\r\n1 1\r\n# x\r\n255\n#", 255, 1, '#');
  }

  private static void assertRefuses(String complaint, String text) {
    PgmRefusal refusal = assertThrows(PgmRefusal.class, () -> PgmReader.parse(bytes(text)));
    assertEquals(complaint, refusal.complaint());
  }

  @Test
  void refusesWhatIsNoMap() {
    String magic = "is not a PGM image, which begins with P2 or P5; convert it to PGM";
    assertRefuses(magic, "");
    assertRefuses(magic, "P6\n1 1\n255\nabc");
    assertRefuses(magic, "\u0089PNG");
    assertRefuses("in line 1 ends where the width should stand", "P5");
    assertRefuses("in line 2 must have a whole number for the height", "P5\n12 -1\n255\n");
    assertRefuses("in line 3 must have a whole number for a pixel", "P2\n2 1 9\nnan 1\n");
    assertRefuses("in line 3 must have a whole number for a pixel", "P2\n2 1 9\n0.5 1\n");
    assertRefuses("in line 2 must have the width within [1, 16777216], but has 0", "P2\n0 1 255\n");
    assertRefuses(
        "in line 3 must have the largest value within [1, 65535], but has 65536",
        "P5\n1 1\n65536\n  ");
    assertRefuses("in line 4 must have a pixel within [0, 9], but has 10", "P2\n2 1\n9\n10 1\n");
    assertRefuses(
        "has 4097 × 4096 pixels, more than 16777216; crop it or use a coarser resolution",
        "P5 4097 4096 255 ");
    assertRefuses(
        "is cut short: its 4 pixels need 4 bytes, but 3 follow the header", "P5 2 2 255 abc");
    assertRefuses(
        "is cut short: its 2 pixels need 4 bytes, but 3 follow the header", "P5 2 1 256 abc");
    assertRefuses(
        "is cut short: its 16777216 pixels need 33554431 bytes, but 4 follow the header",
        "P2 4096 4096 255 1 1");
    assertRefuses("in line 2 ends where a pixel should stand", "P2 2 1 255\n 12 ");
    assertRefuses(
        "holds 1 bytes more than its 2 pixels need, so they may be shifted; write it again",
        "P5\r\n2 1\r\n255\r\nab");
    assertRefuses("in line 1 holds more than its 2 pixels", "P2 2 1 255 1 1 1");
    assertRefuses("has a pixel of 98, above its own largest value 97", "P5 2 1 97 ab");
    assertRefuses("in line 1 must have a whole number for the width", "P2 99999999999 1 255 1");
  }

  @Test
  void everyDamagedImageIsReadOrRefused() {
    List<byte[]> originals =
        List.of(
            bytes("P2\n# c\n3 2\n255\n0 1 2\n253 254 255\n"),
            bytes("P5\n3 2\n255\nabcdef"),
            bytes("P5 2 1 65535 \u00ff\u00fe\u0001\u0002"));
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] image = damaged(originals.get(random.nextInt(originals.size())), random);
      String where = "seed " + SEED + ", image " + i;
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        PgmImage parsed = PgmReader.parse(image);
        assertTrue(parsed.value(parsed.width() - 1, parsed.height() - 1) <= parsed.maxValue());
        read++;
      } catch (PgmRefusal e) {
        assertFalse(e.complaint().isBlank() || e.complaint().contains("\n"), where);
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(where + " escapes: " + Arrays.toString(image), e);
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      // What a few bytes claim to hold must not be taken on trust.
      assertTrue(allocated < 1 << 20 || i < 1000, () -> where + " costs " + allocated + " bytes");
    }
    assertTrue(read > 10_000 && refused > 50_000, read + " read, " + refused + " refused");
  }

  private static byte[] damaged(byte[] original, SplittableRandom random) {
    byte[] image = original.clone();
    for (int i = random.nextInt(3); i >= 0 && image.length > 0; i--) {
      int at = random.nextInt(image.length);
      switch (random.nextInt(4)) {
        case 0 -> image[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> image[at] = bytes("0123456789# \n-")[random.nextInt(14)];
        case 2 -> image = Arrays.copyOf(image, at);
        default -> {
          byte[] longer = Arrays.copyOf(image, image.length + 1);
          System.arraycopy(image, at, longer, at + 1, image.length - at);
          image = longer;
        }
      }
    }
    return image;
  }
}
