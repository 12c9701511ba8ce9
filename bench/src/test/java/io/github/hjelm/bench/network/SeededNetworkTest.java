package io.github.hjelm.bench.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same network in double precision, in files and in TensorFlow. */
class SeededNetworkTest {

  private static final Network SIZE = new Network(6, 3, 3, 16, 4, 7);

  @TempDir private Path folder;

  @Test
  void tensorFlowAnswersWhatTheFormulaSays() throws SamplerRefusal {
    SeededNetwork seeded = new SeededNetwork(SIZE);
    BenchNetwork network = seeded.network();
    TensorFlowSampler.Settings settings =
        new TensorFlowSampler.Settings(SeededNetwork.SIGNATURE, SIZE.steps(), 1, 1, 1);
    SavedModelGraph model = SavedModelGraph.parse(seeded.savedModel(), "the seeded network");
    float[] actions = new float[SIZE.actions()];
    try (TensorFlowSampler sampler =
        TensorFlowSampler.open(model, SIZE.observations(), SIZE.actions(), settings)) {
      for (int row = 0; row < BenchNetwork.GOLDEN; row++) {
        float[] observation = network.golden(row);
        assertEquals(SampleOutcome.SAMPLED, sampler.sample(observation, network.noise(), actions));
        double[] right = network.actions(observation);
        for (int j = 0; j < actions.length; j++) {
          assertEquals(right[j], actions[j], BenchNetwork.TOLERANCE, "row " + row + " of " + j);
        }
      }
    }
  }

  @Test
  void everyLayerAndStepIsFelt() {
    BenchNetwork network = new SeededNetwork(SIZE).network();
    double[] right = network.actions(network.golden(0));
    for (WeightTensor tensor : network.tensors()) {
      if (tensor.name().startsWith("golden")) {
        continue;
      }
      double[] other = replaced(network, tensor.name()).actions(network.golden(0));
      double most = 0;
      for (int j = 0; j < right.length; j++) {
        most = Math.max(most, Math.abs(other[j] - right[j]));
      }
      assertTrue(most > 10 * BenchNetwork.TOLERANCE, tensor.name() + " may be left out unnoticed");
    }
  }

  /** With zeros in the place of one tensor. */
  private static BenchNetwork replaced(BenchNetwork network, String name) {
    return new BenchNetwork(
        network.size(),
        network.tensors().stream()
            .map(
                tensor ->
                    tensor.name().equals(name)
                        ? new WeightTensor(name, tensor.shape(), new float[tensor.size()])
                        : tensor)
            .toList());
  }

  @Test
  void filesGiveTheNetworkBack() throws IOException {
    BenchNetwork network = new SeededNetwork(SIZE).network();
    NetworkFolder.write(new SeededNetwork(SIZE), folder);
    BenchNetwork read = NetworkFolder.read(folder);
    assertEquals(SIZE, read.size());
    for (int row = 0; row < BenchNetwork.GOLDEN; row++) {
      assertArrayEquals(network.actions(network.golden(row)), read.actions(read.golden(row)));
    }
    int floats = network.tensors().stream().mapToInt(WeightTensor::size).sum();
    assertEquals(4L * floats, Files.size(folder.resolve(NetworkFolder.NUMBERS)));
  }

  @Test
  void theSeedDecidesEverything() throws IOException {
    NetworkFolder.write(new SeededNetwork(SIZE), folder.resolve("a"));
    NetworkFolder.write(new SeededNetwork(SIZE), folder.resolve("b"));
    NetworkFolder.write(new SeededNetwork(new Network(6, 3, 3, 16, 4, 8)), folder.resolve("c"));
    for (String file :
        new String[] {
          NetworkFolder.DESCRIPTION,
          NetworkFolder.NUMBERS,
          NetworkFolder.ONNX,
          NetworkFolder.SAVED_MODEL + "/saved_model.pb"
        }) {
      byte[] first = Files.readAllBytes(folder.resolve("a").resolve(file));
      assertArrayEquals(first, Files.readAllBytes(folder.resolve("b").resolve(file)), file);
      byte[] other = Files.readAllBytes(folder.resolve("c").resolve(file));
      assertFalse(Arrays.equals(first, other), file);
    }
  }

  @Test
  void aTensorThatIsMissingIsNamed() {
    BenchNetwork network = new SeededNetwork(SIZE).network();
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BenchNetwork(
                    SIZE,
                    network.tensors().stream()
                        .filter(tensor -> !tensor.name().equals("hidden2"))
                        .toList()));
    assertTrue(String.valueOf(refusal.getMessage()).contains("hidden2"), refusal::getMessage);
  }
}
