package io.github.hjelm.export.policy;

import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.CpuConfig;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.task.ChunkSource;
import io.github.hjelm.export.train.Chance;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Draws chunks from a trained policy, off line and many at a time. Noise is a function of the seed
 * and of how often was drawn. Belongs to one thread.
 */
public final class PolicySource implements ChunkSource, AutoCloseable {

  /** Rows in one call: activations of so many stay in the cache. */
  private static final int ROWS = 256;

  private final NetworkShape shape;
  private final NormaliserPair normalisers;
  private final long seed;
  private final int threads;
  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> observation;
  private final Placeholder<TInt64> draw;
  private final Placeholder<TFloat32> noise;
  private final Operand<TFloat32> drawn;
  private final Operand<TFloat32> actions;
  private long calls;

  /**
   * Prepares one way to draw from a policy.
   *
   * @param threads above 1, calls are shared out among the machine's processors; what is drawn does
   *     not depend on it
   */
  public PolicySource(
      TrainedPolicy policy, Drawing drawing, NormaliserPair normalisers, long seed, int threads) {
    shape = policy.network().shape();
    this.normalisers = normalisers;
    this.seed = seed;
    this.threads = threads;
    Ops tf = Ops.create(graph);
    Algebra a = new Algebra(tf);
    observation =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, shape.observationSize())));
    noise = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, shape.chunkSize())));
    draw = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    Chance chance = new Chance(a, draw);
    Model model = Model.frozen(a, policy.network(), policy.trained().weights());
    drawn =
        chance.normal(
            tf.stack(
                java.util.List.of(
                    tf.reshape(
                        tf.slice(
                            a.shape(observation),
                            tf.constant(new int[] {0}),
                            tf.constant(new int[] {1})),
                        tf.constant(new int[0])),
                    tf.constant(shape.chunkSize()))));
    actions = drawing.draw(a, model, observation, noise, chance);
    session = new Session(graph, false, CpuConfig.of(1));
  }

  @Override
  public void draw(int count, float[] observations, float[] chunks) {
    int width = shape.observationSize();
    int size = shape.chunkSize();
    int controls = shape.actionSize();
    float[] seen = new float[count * width];
    normalisers.observation().normalise(observations, 0, seen, 0, count);
    float[] noises = new float[count * size];
    float[] answers = new float[count * size];
    drawNormalised(seen, noises, answers);
    normalisers.action().unnormalise(answers, 0, chunks, 0, count * size / controls);
  }

  /**
   * Draws for observations that are normalised already.
   *
   * @param noises is filled with the noise that each chunk was drawn from
   * @param answers is filled with chunks, normalised
   */
  public void drawNormalised(float[] observations, float[] noises, float[] answers) {
    int width = shape.observationSize();
    int size = shape.chunkSize();
    int count = answers.length / size;
    IntStream parts = IntStream.range(0, (count + ROWS - 1) / ROWS);
    long before = calls;
    (threads > 1 ? parts.parallel() : parts)
        .forEach(
            k -> {
              int row = k * ROWS;
              int rows = Math.min(ROWS, count - row);
              float[] part = Arrays.copyOfRange(observations, row * width, (row + rows) * width);
              drawRows(before + k, part, rows, noises, answers, row * size);
            });
    calls += (count + ROWS - 1) / ROWS;
  }

  private void drawRows(
      long call, float[] part, int rows, float[] noises, float[] answers, int at) {
    int size = shape.chunkSize();
    try (TFloat32 seen =
            TFloat32.tensorOf(
                Shape.of(rows, shape.observationSize()), DataBuffers.of(part, true, false));
        TInt64 count = TInt64.vectorOf(seed, call);
        Result noised =
            session.runner().feed(observation, seen).feed(draw, count).fetch(drawn).run();
        Result result =
            session
                .runner()
                .feed(observation, seen)
                .feed(draw, count)
                .feed(noise, noised.get(0))
                .fetch(actions)
                .run()) {
      noised.get(0).asRawTensor().data().asFloats().read(noises, at, rows * size);
      result.get(0).asRawTensor().data().asFloats().read(answers, at, rows * size);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
