package io.github.hjelm.sensors.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwakeProcessorsTest {

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
}
