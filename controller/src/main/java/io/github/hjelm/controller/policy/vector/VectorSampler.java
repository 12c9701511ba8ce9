package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.graph.PolicyGraph;
import io.github.hjelm.sensors.HotPath;

/**
 * A {@link FewStepSampler} that computes the graph of a small policy itself, in the calling thread.
 * It knows the operations that networks of full layers consist of and refuses every other graph.
 * Whoever makes one compares it with what TensorFlow answered before it flies.
 */
public final class VectorSampler implements FewStepSampler {

  private final Program program;
  private final Program.Size size;
  private final int steps;

  private VectorSampler(Program program, Program.Size size, int steps) {
    this.program = program;
    this.size = size;
    this.steps = steps;
  }

  /**
   * How a sampler is made.
   *
   * @param steps network evaluations, by the account of whoever made the graph
   * @param candidates K: rows of noise in a call
   * @param observations rows of observations in a call: 1 or K
   */
  public record Settings(int steps, int candidates, int observations) {

    public Settings {
      if (candidates < 1 || steps < 1) {
        throw new IllegalArgumentException("a sampler has at least one of everything");
      }
      if (observations != 1 && observations != candidates) {
        throw new IllegalArgumentException(
            observations + " observations cannot be shared by " + candidates + " candidates");
      }
    }
  }

  /** Makes one with the fastest loops that this process has. */
  public static VectorSampler open(
      PolicyGraph graph, int observationSize, int chunkSize, Settings settings)
      throws SamplerRefusal {
    return open(graph, observationSize, chunkSize, settings, Kernels.best());
  }

  static VectorSampler open(
      PolicyGraph graph, int observationSize, int chunkSize, Settings settings, Kernels kernels)
      throws SamplerRefusal {
    Program.Size size =
        new Program.Size(
            observationSize, chunkSize, settings.candidates(), settings.observations());
    return new VectorSampler(GraphCompiler.compile(graph, kernels, size), size, settings.steps());
  }

  /** What samples, in words. */
  public static String engine() {
    return "Hjelm's own loops for small networks, " + Kernels.best().words();
  }

  @Override
  public int observationSize() {
    return size.observationSize();
  }

  @Override
  public int chunkSize() {
    return size.chunkSize();
  }

  @Override
  public int candidates() {
    return size.candidates();
  }

  @Override
  public int observations() {
    return size.observations();
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  @HotPath
  public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
    program.run(observation, noise, actions);
    return SampleOutcome.SAMPLED;
  }

  /** Nothing in it can fail. */
  @Override
  public String fault() {
    return "";
  }

  @Override
  public void close() {
    // holds arrays alone
  }
}
