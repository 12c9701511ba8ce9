package io.github.hjelm.bench.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferenceBenchmarkTest {

  private static final SeededPolicy SMALL = SeededPolicy.of(3, 2, 24, 2, 7);

  @Test
  void allEnginesAnswerAsPlainLoopsDo() {
    float[] observation = {0.3f, -1, 2};
    float[] noise = {1, -0.5f, 0.25f, 2};
    float[] expected = new float[4];
    for (int row = 0; row < 2; row++) {
      float[] part = {noise[2 * row], noise[2 * row + 1]};
      System.arraycopy(SMALL.answer(observation, part), 0, expected, 2 * row, 2);
    }
    // A network that answered its input would be no check.
    assertTrue(Math.abs(expected[0] - noise[0]) > 1e-3, "the policy does nothing");
    float[] actions = new float[4];
    try (Engine engine = new TensorFlowEngine(TensorFlowModel.bytes(SMALL), SMALL, 2)) {
      engine.run(observation, noise, actions);
      assertArrayEquals(expected, actions, 1e-5f, "TensorFlow");
    }
    try (Engine engine = new OnnxEngine(OnnxModel.bytes(SMALL, 2), SMALL, 2)) {
      engine.run(observation, noise, actions);
      assertArrayEquals(expected, actions, 1e-5f, "ONNX Runtime");
    }
    try (Engine engine = new VectorEngine(TensorFlowModel.bytes(SMALL), SMALL, 2)) {
      engine.run(observation, noise, actions);
      assertArrayEquals(expected, actions, 1e-5f, "engine: vector");
    }
  }

  @Test
  void bothIdentitiesAnswerTheNoise() {
    float[] noise = {1, 2};
    float[] actions = new float[2];
    try (Engine engine = new TensorFlowEngine(TensorFlowModel.identity(SMALL), SMALL, 1)) {
      engine.run(new float[3], noise, actions);
      assertArrayEquals(noise, actions);
    }
    try (Engine engine = new OnnxEngine(OnnxModel.identity(SMALL, 1), SMALL, 1)) {
      engine.run(new float[3], new float[] {3, 4}, actions);
      assertArrayEquals(new float[] {3, 4}, actions);
    }
  }

  @Test
  void sameSeedSamePolicy() {
    float[] o = {1, 2, 3};
    float[] z = {0, 1};
    assertArrayEquals(SMALL.answer(o, z), SeededPolicy.of(3, 2, 24, 2, 7).answer(o, z));
  }

  @Test
  void measuresEveryRow() {
    List<InferenceRow> rows = new InferenceBenchmark(MonotonicClock.system(), 1).run();
    assertEquals(4, rows.size());
    for (InferenceRow row : rows) {
      assertTrue(row.tensorFlowUs() > 0 && row.onnxUs() > 0 && row.vectorUs() > 0, row::toString);
      assertTrue(row.leastRatio() <= row.ratio() && row.ratio() <= row.mostRatio(), row::toString);
    }
    assertTrue(InferenceBenchmark.markdown(rows).contains("3×256, 4 steps, K = 16"));
  }
}
