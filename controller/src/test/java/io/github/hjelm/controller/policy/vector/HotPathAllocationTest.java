package io.github.hjelm.controller.policy.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.policy.SamplerRefusal;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HotPathAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int BATCHES = 60;
  private static final int CALLS = 500;
  private static final int OBSERVATION = 5;
  private static final int CHUNK = 12;
  private static final int WIDTH = 96;

  static Stream<Arguments> shapes() {
    return Stream.of(1, 16, 7)
        .flatMap(
            k ->
                Stream.of(new PlainKernels(), new LaneKernels())
                    .map(kernels -> Arguments.of(k, kernels)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aCallAllocatesNothing(int candidates, Kernels kernels) throws SamplerRefusal {
    SplittableRandom random = new SplittableRandom(1);
    GraphSketch sketch = new GraphSketch();
    sketch.matrix("wo", OBSERVATION, WIDTH, random);
    sketch.matrix("wz", CHUNK, WIDTH, random);
    sketch.matrix("w1", WIDTH, WIDTH, random);
    sketch.matrix("wa", WIDTH, CHUNK, random);
    sketch.row("b1", WIDTH, random);
    sketch.add("seen", "MatMul", "observation", "wo");
    sketch.add("p0", "MatMul", "noise", "wz");
    sketch.add("s0", "Add", "p0", "seen");
    sketch.add("h0", "Relu", "s0");
    sketch.add("p1", "MatMul", "h0", "w1");
    sketch.add("s1", "Add", "p1", "b1");
    sketch.add("h1", "Tanh", "s1");
    sketch.add("h2", "Add", "h0", "h1");
    sketch.add("a", "MatMul", "h2", "wa");
    sketch.add("x", "Sub", "noise", "a");
    VectorSampler sampler =
        VectorSampler.open(
            sketch.graph("x"),
            OBSERVATION,
            CHUNK,
            new VectorSampler.Settings(1, candidates, 1),
            kernels);
    float[] observation = new float[OBSERVATION];
    float[] noise = new float[candidates * CHUNK];
    float[] actions = new float[candidates * CHUNK];
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        observation[0] += 1e-3f;
        sampler.sample(observation, noise, actions);
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest, "bytes in " + CALLS + " calls, " + kernels.words());
  }
}
