package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandKeyTest {

  @Test
  void readsTheSameKeyFromAFileAndFromText(@TempDir Path folder) throws IOException {
    String hex = "0f".repeat(32);
    Path file = Files.writeString(folder.resolve("robot.key"), hex.toUpperCase(Locale.ROOT) + "\n");
    assertArrayEquals(CommandKey.ofHex(hex).padded(0), CommandKey.ofFile(file).padded(0));
    assertEquals(0x0f, CommandKey.ofHex(hex).padded(0)[31]);
    assertEquals(0, CommandKey.ofHex(hex).padded(0)[32]);
  }

  @Test
  void refusesWhatIsNoKeyAndDoesNotRepeatIt() {
    for (String wrong : new String[] {"", "ab".repeat(15), "ab".repeat(65), "secret!!", "abc"}) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> CommandKey.ofHex(wrong));
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains("openssl rand -hex 32"), message);
      assertTrue(wrong.isEmpty() || !message.contains(wrong), message);
      assertNull(refusal.getCause());
    }
  }

  @Test
  void namesTheFileThatHoldsNoKey(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("robot.key"), "not a key");
    Path large = Files.write(folder.resolve("large.key"), new byte[2000]);
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> CommandKey.ofFile(text))
                    .getMessage())
            .startsWith(text.toString()));
    assertThrows(IllegalArgumentException.class, () -> CommandKey.ofFile(large));
    assertThrows(NoSuchFileException.class, () -> CommandKey.ofFile(folder.resolve("missing.key")));
  }

  @Test
  void isNeverPrinted() {
    assertFalse(SampleFrames.KEY.toString().contains("0001"));
  }
}
