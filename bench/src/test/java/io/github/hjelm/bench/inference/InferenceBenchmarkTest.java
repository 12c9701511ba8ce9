package io.github.hjelm.bench.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferenceBenchmarkTest {

  @Test
  void measuresEveryRow() throws SamplerRefusal {
    List<InferenceRow> rows = new InferenceBenchmark(MonotonicClock.system(), 1).run();
    assertEquals(4, rows.size());
    for (InferenceRow row : rows) {
      assertTrue(row.tensorFlowUs() > 0 && row.onnxUs() > 0 && row.vectorUs() > 0, row::toString);
      assertTrue(row.leastRatio() <= row.ratio() && row.ratio() <= row.mostRatio(), row::toString);
    }
    assertTrue(InferenceBenchmark.markdown(rows).contains("3×256, 4 steps, K = 16"));
  }
}
