package io.github.hjelm.export.policy;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import io.github.hjelm.export.train.LessonTable;
import io.github.hjelm.export.train.TrainRefusal;
import io.github.hjelm.export.train.TrainSettings;
import io.github.hjelm.export.train.Trainer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Runs losses and draws of methods on numbers; the observation is always one 1. */
final class MethodRuns {

  private static final long SEED = 17;

  private MethodRuns() {}

  static Operand<TFloat32> matrix(Algebra a, float[] values, int columns) {
    return a.tf()
        .constant(Shape.of(values.length / columns, columns), DataBuffers.of(values, true, false));
  }

  /** What a graph computes. */
  static float[] evaluated(Function<Algebra, Operand<TFloat32>> build) {
    try (Graph graph = new Graph()) {
      Operand<TFloat32> wanted = build.apply(new Algebra(Ops.create(graph)));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(wanted).run()) {
        float[] values = new float[(int) result.get(0).shape().size()];
        result.get(0).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }

  static Chance chance(Algebra a) {
    return new Chance(a, a.tf().constant(new long[] {SEED, 0}));
  }

  static float[] normals(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Losses of several networks on the same draws; the average is the first's. */
  static float[] losses(Method method, List<Known> networks, float[] chunks, float[] noises) {
    int d = networks.get(0).shape().chunkSize();
    int rows = chunks.length / d;
    return evaluated(
        a -> {
          Batch batch =
              new Batch(rows, matrix(a, ones(rows), 1), matrix(a, chunks, d), matrix(a, noises, d));
          Model average = Model.frozen(a, networks.get(0), new float[0]);
          List<Operand<TFloat32>> losses = new ArrayList<>();
          for (Known network : networks) {
            Model model = Model.frozen(a, network, new float[0]);
            losses.add(a.tf().stack(List.of(method.loss(a, model, average, batch, chance(a)))));
          }
          return a.below(losses);
        });
  }

  /** Chunks from noise, all for one row of observation. */
  static float[] drawn(Method method, Network network, float[] weights, float[] noises, int steps) {
    return evaluated(
        a ->
            method.draw(
                a,
                Model.frozen(a, network, weights),
                a.row(1),
                matrix(a, noises, network.shape().chunkSize()),
                steps));
  }

  static LessonTable lessons(float[] chunks, int d, float @Nullable [] noises) {
    return new LessonTable(1, d, ones(chunks.length / d), chunks, noises);
  }

  static ResidualMlp small(Method method, int d) {
    return new ResidualMlp(Known.shape(method, d), 48, 2);
  }

  /** Weights of {@link #small} after so many steps. */
  static float[] trained(Method method, LessonTable table, int steps)
      throws TrainRefusal, InterruptedException {
    TrainSettings settings = new TrainSettings(steps, 128, 4e-3, 50, 0, 1, 0.98, SEED);
    Trainer trainer =
        new Trainer(
            small(method, table.chunkSize()), method, table, settings, 1, MonotonicClock.system());
    return trainer.train(Optional.empty(), Progress.none()).weights();
  }

  static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double deviation(float[] values) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  // ∫ |F⁻¹ - F̂⁻¹|: how far the drawn must be moved on average, over the middle of each share.
  /** Wasserstein distance of samples on a line from a distribution. */
  static double distance(float[] samples, GaussianMixture wanted) {
    float[] sorted = samples.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += Math.abs(sorted[i] - wanted.quantile((i + 0.5) / sorted.length, 1, 0));
    }
    return sum / sorted.length;
  }

  /** Noise at evenly spaced probabilities: n points that have the distribution's shape. */
  static float[] evenNoise(int n) {
    GaussianMixture normal = GaussianMixture.single(0, 1);
    float[] noise = new float[n];
    for (int i = 0; i < n; i++) {
      noise[i] = (float) normal.quantile((i + 0.5) / n, 1, 0);
    }
    return noise;
  }
}
