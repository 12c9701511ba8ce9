package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each robot flies by the engine that it is configured with, beside others and in shared calls. */
class FleetEngineTest {

  private final List<FewStepSampler> made = new ArrayList<>();
  private final FleetBench bench =
      new FleetBench(
          policy -> {
            made.add(policy);
            return policy;
          });
  private Path bundle;

  @BeforeEach
  void write(@TempDir Path folder) throws Exception {
    bundle = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private RobotConfig config(String name, PolicyEngine engine) {
    RobotConfig usual = FleetBench.config(name, bundle, LaneChoice.BATCH);
    return usual.with(usual.policy().with(engine));
  }

  @Test
  void everyRobotFliesByItsOwnEngine() throws Exception {
    FleetMember a = bench.add(config("a", PolicyEngine.VECTOR));
    FleetMember b = bench.add(config("b", PolicyEngine.VECTOR));
    FleetMember c = bench.add(config("c", PolicyEngine.TENSORFLOW));
    assertInstanceOf(VectorSampler.class, made.get(0));
    assertInstanceOf(VectorSampler.class, made.get(1));
    assertInstanceOf(TensorFlowSampler.class, made.get(2));
    assertTrue(a.engine().startsWith("Hjelm's own loops"), a.engine());
    assertTrue(c.engine().startsWith("TensorFlow "), c.engine());
    // A call has one engine.
    assertEquals(a.beat(), b.beat());
    assertNotEquals(a.beat(), c.beat());
    bench.pass(20);
    for (String name : List.of("a", "b", "c")) {
      List<HandLink.Sent> sent = bench.link.to(name);
      assertFalse(sent.isEmpty(), name);
      assertEquals(Verdict.PASSED, sent.get(sent.size() - 1).verdict(), name);
    }
  }
}
