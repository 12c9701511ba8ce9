package io.github.hjelm.export.guidance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.chunk.ChunkOutcome;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.chunk.PrefixMask;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.policy.Method;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A trained policy with two ways, flown through the controller's schedule with a delay. */
class GuidedJoinTest {

  private static final Method FLOW = FlowMatching.onDemonstrations();
  private static final int SEEDS = 20;
  private static final int CYCLES = 80;
  private static final long PERIOD_NS = 100_000_000L;

  @TempDir static Path folder;

  private static float[] weights = {};

  @BeforeAll
  static void train() throws Exception {
    weights = TwoWays.trained(FLOW, 1500);
    GuidedBundles.write(folder.resolve("bundle"), FLOW, TwoWays.network(), weights);
  }

  /**
   * What the joins of many flights were like.
   *
   * @param meanJump from the last action of a chunk to the first of the next
   * @param hops share of the joins that change from one way to the other
   * @param meanError of all actions, from the nearer way
   */
  private record Joins(int count, double meanJump, double hops, double meanError) {}

  @ParameterizedTest
  @CsvSource({"1, 3", "1, 1", "4, 3"})
  void areSmootherWithGuidance(int candidates, int delay, TestReporter reporter) throws Exception {
    Joins plain = fly("serving_default", candidates, delay);
    Joins guided = fly("guided_serving_default", candidates, delay);
    Supplier<String> words = () -> plain + " without, " + guided + " with guidance";
    reporter.publishEntry(
        "%d candidates, a delay of %d actions".formatted(candidates, delay), words.get());
    assertTrue(plain.count > 10 * SEEDS, words);
    assertEquals(plain.count, guided.count, words);
    assertTrue(guided.meanJump < 0.7 * plain.meanJump, words);
    assertTrue(guided.hops < 0.7 * plain.hops, words);
    // Nor are they bought with actions beside both ways.
    assertTrue(guided.meanError < 1.1 * plain.meanError, words);
  }

  private static Joins fly(String signature, int candidates, int delay) throws Exception {
    int count = 0;
    double jump = 0;
    double hops = 0;
    double error = 0;
    try (Bundle bundle = Bundle.open(folder.resolve("bundle"), BundleKeys.none());
        FewStepSampler sampler = bundle.sampler(signature, candidates, 1, 1)) {
      for (int seed = 0; seed < SEEDS; seed++) {
        Flight flight = new Flight(bundle, sampler, delay, seed);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
          flight.cycle();
        }
        count += flight.joins;
        jump += flight.jump;
        hops += flight.hops;
        error += flight.error / CYCLES / SEEDS;
      }
    }
    return new Joins(count, jump / count, hops / count, error);
  }

  private static final class Flight {

    private final FewStepSampler sampler;
    private final ChunkSchedule chunks;
    private final NoiseStream noises;
    private final int delay;
    private final float[] seen = new float[2];
    private final float[] noise;
    private final float[] answer;
    private final float[] prefix = new float[TwoWays.HORIZON];
    private final float[] weights = new float[TwoWays.HORIZON];
    private final double[] offered;
    private long now;
    private long begun;
    private long begunAt = -1;
    private double last = Double.NaN;
    private int joins;
    private double jump;
    private double hops;
    private double error;

    Flight(Bundle bundle, FewStepSampler sampler, int delay, long seed) {
      this.sampler = sampler;
      this.delay = delay;
      chunks =
          new ChunkSchedule(
              bundle.manifest().chunk(),
              sampler.candidates(),
              Normaliser.identity(1),
              ChunkJoin.REAL_TIME,
              20 * PERIOD_NS);
      noises = new NoiseStream(seed, "r");
      noise = new float[sampler.candidates() * TwoWays.HORIZON];
      answer = new float[noise.length];
      offered = new double[sampler.candidates()];
    }

    void cycle() {
      long nowNs = now * PERIOD_NS;
      boolean joined = false;
      if (begunAt >= 0 && now - begunAt >= delay) {
        joined = chunks.accept(answer, begun, begunAt * PERIOD_NS, nowNs) == ChunkOutcome.JOINED;
        begunAt = -1;
      }
      if (begunAt < 0 && chunks.isDue(nowNs)) {
        ask(nowNs);
      }
      if (chunks.candidates(nowNs, offered) > 0) {
        double should = TwoWays.level(TwoWays.phase(now));
        error += Math.abs(Math.abs(offered[0]) - should);
        if (joined && !Double.isNaN(last)) {
          joins++;
          jump += Math.abs(offered[0] - last);
          hops += offered[0] * last < 0 ? 1 : 0;
        }
        last = offered[0];
      }
      chunks.advance();
      now++;
    }

    private void ask(long nowNs) {
      TwoWays.see(TwoWays.phase(now), seen);
      noises.fill(noise, 0, noise.length);
      chunks.prefix(nowNs, prefix, weights);
      if (sampler.isGuided()) {
        sampler.guide(prefix, weights);
      }
      begun = chunks.begin();
      begunAt = now;
      assertEquals(SampleOutcome.SAMPLED, sampler.sample(seen, noise, answer));
    }
  }

  /**
   * What chunks of a plan's own way miss of it, and of either way.
   *
   * @param frozen root mean square over the actions that are executed meanwhile
   * @param free root mean square distance of the others from the nearer way
   */
  private record Missed(double frozen, double free) {}

  /** Without the Jacobian, as LeRobot does it, a sample is pushed wherever the plan is. */
  @Test
  void theJacobianIsNotTheIdentity() {
    Missed plain = missed((a, guess, x, e) -> a.times(0, e));
    Missed identity = missed((a, guess, x, e) -> e);
    Missed guided = missed(Pullback::of);
    Supplier<String> words =
        () -> plain + " without, " + identity + " without Jacobian, " + guided + " with it";
    assertTrue(identity.frozen < 0.2 * plain.frozen, words);
    assertTrue(guided.frozen < 0.6 * plain.frozen, words);
    assertTrue(guided.frozen > 2 * identity.frozen, words);
    // It yields where the network says that nothing lies there, and what is free fits better.
    assertTrue(guided.free < 0.9 * plain.free, words);
  }

  private static Missed missed(Guidance.Jacobian jacobian) {
    int rows = 400;
    int frozen = 3;
    float[] seen = new float[2 * rows];
    float[] plan = new float[rows * TwoWays.HORIZON];
    float[] counts = new float[plan.length];
    float[] one = new float[2];
    for (int row = 0; row < rows; row++) {
      TwoWays.see(TwoWays.phase(row), one);
      System.arraycopy(one, 0, seen, 2 * row, 2);
      for (int i = 0; i < TwoWays.HORIZON; i++) {
        plan[row * TwoWays.HORIZON + i] = (float) TwoWays.level(TwoWays.phase(row + i));
        counts[row * TwoWays.HORIZON + i] = (float) PrefixMask.weight(i, frozen, 4);
      }
    }
    float[] noise = SeededNetworks.gaussian(plan.length, 21);
    float[] drawn = new float[plan.length];
    try (Graph graph = new Graph()) {
      Algebra a = new Algebra(Ops.create(graph));
      Model model = Model.frozen(a, TwoWays.network(), weights);
      Guidance guidance = new Guidance(Velocity.of(FLOW).orElseThrow(), jacobian);
      Operand<TFloat32> chunks =
          guidance.draw(
              a,
              model,
              matrix(a, seen, 2),
              matrix(a, noise, TwoWays.HORIZON),
              new Guidance.Prefix(
                  matrix(a, plan, TwoWays.HORIZON), matrix(a, counts, TwoWays.HORIZON)),
              4);
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(chunks).run()) {
        result.get(0).asRawTensor().data().asFloats().read(drawn);
      }
    }
    double kept = 0;
    double free = 0;
    for (int k = 0; k < drawn.length; k++) {
      if (k % TwoWays.HORIZON < frozen) {
        kept += (drawn[k] - plan[k]) * (drawn[k] - plan[k]) / (rows * frozen);
      } else {
        double off = Math.abs(drawn[k]) - plan[k];
        free += off * off / (rows * (TwoWays.HORIZON - frozen));
      }
    }
    return new Missed(Math.sqrt(kept), Math.sqrt(free));
  }

  private static Operand<TFloat32> matrix(Algebra a, float[] values, int columns) {
    return a.tf()
        .constant(Shape.of(values.length / columns, columns), DataBuffers.of(values, true, false));
  }
}
