package io.github.hjelm.controller.policy.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.time.MonotonicClock;
import org.junit.jupiter.api.Test;

class TensorFlowRuntimeTest {

  @Test
  void saysWhatSamples() {
    String engine = TensorFlowRuntime.engine();
    assertTrue(engine.matches("TensorFlow 2\\.18\\.0 through .+, oneDNN .+"), engine);
    assertEquals("off", TensorFlowRuntime.oneDnn("0"));
    assertEquals("on", TensorFlowRuntime.oneDnn("1"));
    assertEquals("as it comes", TensorFlowRuntime.oneDnn(null));
  }

  @Test
  void loadsTheVersionTheBuildNamesAndAdds() {
    TensorFlowRuntime runtime = TensorFlowRuntime.probe(MonotonicClock.system());
    // TensorFlow Java 1.1.0 brings the library of 2.18.
    assertEquals("2.18.0", runtime.version());
    assertTrue(runtime.loadNs() > 0, () -> "loading took " + runtime.loadNs() + " ns");
    assertTrue(runtime.firstRunNs() > 0, () -> "running took " + runtime.firstRunNs() + " ns");
  }
}
