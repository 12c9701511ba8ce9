package io.github.hjelm.bench.rig;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InTimeTest {

  private static final int POLICY = 38;
  private static final String ORDINARY = "0";
  private static final String FIFO = "1";

  @Test
  void processorsAreAskedToWakeAtOnce(@TempDir Path folder) throws IOException {
    Path device = folder.resolve("cpu_dma_latency");
    try (AwakeProcessors awake = AwakeProcessors.keep(device)) {
      assertEquals("kept awake (" + device + " = 0)", awake.standing());
      assertArrayEquals(new byte[4], Files.readAllBytes(device));
    }
  }

  @Test
  void whatForbidsItIsSaid(@TempDir Path folder) {
    try (AwakeProcessors awake = AwakeProcessors.keep(folder.resolve("none").resolve("device"))) {
      assertTrue(awake.standing().matches("may sleep: .*No such file.*"), awake.standing());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aThreadIsUrgentUntilItIsClosed() throws IOException, InterruptedException {
    assertEquals(ORDINARY, policy());
    String[] ofChildren = new String[2];
    try (UrgentThread urgent = UrgentThread.enter()) {
      assumeTrue(urgent.standing().equals("SCHED_FIFO 50"), urgent.standing());
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
