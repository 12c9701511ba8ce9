package io.github.hjelm.bench.rig;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UrgentThreadTest {

  private static final int POLICY = 38;
  private static final String ORDINARY = "0";
  private static final String FIFO = "1";

  @Test
  @EnabledOnOs(OS.LINUX)
  void aThreadIsUrgentUntilItIsClosed() throws IOException, InterruptedException {
    assertEquals(ORDINARY, policy());
    String[] ofChildren = new String[2];
    try (UrgentThread urgent = UrgentThread.enter()) {
      assumeTrue(urgent.standing().equals("SCHED_FIFO 40"), urgent.standing());
      assertEquals(FIFO, policy());
      Thread thread =
          new Thread(
              () -> {
                try {
                  ofChildren[0] = policy();
                } catch (IOException e) {
                  ofChildren[0] = e.toString();
                }
              });
      thread.start();
      thread.join();
      Process process = new ProcessBuilder("cat", "/proc/self/stat").start();
      ofChildren[1] =
          policy(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    }
    assertEquals(ORDINARY, policy());
    assertArrayEquals(new String[] {ORDINARY, ORDINARY}, ofChildren);
  }

  private static String policy() throws IOException {
    return policy(Files.readString(Path.of("/proc/thread-self/stat")));
  }

  private static String policy(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY].strip();
  }
}
