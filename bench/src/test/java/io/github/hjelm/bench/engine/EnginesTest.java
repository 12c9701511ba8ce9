package io.github.hjelm.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who computes something else is refused before it is measured. */
class EnginesTest {

  private static final Network SIZE = new Network(6, 3, 2, 16, 2, 5);

  @TempDir private Path folder;

  @BeforeEach
  void writeNetwork() throws IOException {
    NetworkFolder.write(new SeededNetwork(SIZE), folder);
  }

  @Test
  void takesRowsOfAnyNumber() throws EngineRefusal {
    // Opening compares all golden observations, in calls of one to five rows.
    Engines.HJELM.open(folder, 5).close();
    Engines.HJELM_VECTOR.open(folder, 5).close();
    Engines.ONNXRUNTIME.open(folder, 5).close();
  }

  @Test
  void refusesAnotherNetwork() throws IOException {
    Path file = folder.resolve(NetworkFolder.NUMBERS);
    byte[] bytes = Files.readAllBytes(file);
    // One weight of the first layer, which acts where its neuron does: not for every observation.
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putFloat(0, numbers.getFloat(0) + 0.5f);
    Files.write(file, bytes);
    EngineRefusal refusal = assertThrows(EngineRefusal.class, () -> Engines.HJELM.open(folder, 1));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("the answers of hjelm differ by"),
        refusal::getMessage);
  }

  @Test
  void namesWhatThereIs() throws EngineRefusal {
    for (Engines engine : Engines.values()) {
      assertEquals(engine, Engines.of(engine.written()));
    }
    EngineRefusal refusal = assertThrows(EngineRefusal.class, () -> Engines.of("abacus"));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("tensorflow-defaults"), refusal::getMessage);
  }

  @Test
  void roomIsAPowerOfTwo() {
    assertEquals(1, Engines.capacity(1));
    assertEquals(2, Engines.capacity(2));
    assertEquals(8, Engines.capacity(5));
    assertEquals(16, Engines.capacity(16));
    assertEquals(64, Engines.capacity(33));
  }
}
