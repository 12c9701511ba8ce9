package io.github.hjelm.export.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.train.LessonTable;
import io.github.hjelm.export.train.Objective;
import io.github.hjelm.export.train.TrainSettings;
import io.github.hjelm.export.train.Trainer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What every network promises, whatever it is made of. */
class NetworksTest {

  private static final int ROWS = 5;

  static List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    for (int horizon : new int[] {1, 3, 8, 16}) {
      networks.add(new UNet1d(new NetworkShape(3, horizon, 2, true, 1, 1), 8, 3));
    }
    NetworkShape silent = new NetworkShape(3, 5, 2, false, 0, 2);
    NetworkShape full = new NetworkShape(3, 4, 2, true, 2, 2);
    NetworkShape single = new NetworkShape(3, 1, 2, true, 1, 1);
    for (NetworkShape shape : List.of(silent, full)) {
      networks.add(new UNet1d(shape, 12, 2));
    }
    for (NetworkShape shape : List.of(silent, full, single)) {
      networks.add(new ResidualMlp(shape, 16, 2));
      networks.add(new ChunkTransformer(shape, 8, 2, 2));
    }
    return networks;
  }

  /** Rows of numbers around zero. */
  private static float[] drawn(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Weights where nothing is zero by intention; what lies between the pieces stays so. */
  private static float[] weights(WeightLayout layout) {
    SplittableRandom random = new SplittableRandom(11);
    float[] weights = new float[layout.size()];
    for (WeightLayout.Piece piece : layout.pieces()) {
      for (int i = 0; i < piece.size(); i++) {
        weights[piece.offset() + i] =
            (float) (random.nextGaussian() / Math.sqrt(Math.max(4, piece.fanIn())));
      }
    }
    return weights;
  }

  /** What a network is given. */
  private static final class Fed {

    private final float[] observation;
    private final float[] sample;
    private final float[] times;

    Fed(float[] observation, float[] sample, float[] times) {
      this.observation = observation;
      this.sample = sample;
      this.times = times;
    }

    static Fed rows(NetworkShape shape) {
      return new Fed(
          drawn(1, ROWS, shape.observationSize()),
          drawn(2, ROWS, shape.chunkSize()),
          drawn(3, ROWS, Math.max(1, shape.times())));
    }

    static float[] row(float[] rows, int row) {
      int columns = rows.length / ROWS;
      return Arrays.copyOfRange(rows, row * columns, (row + 1) * columns);
    }

    static float[] repeated(float[] row) {
      float[] rows = new float[ROWS * row.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = row[i % row.length];
      }
      return rows;
    }
  }

  private static Operand<TFloat32> matrix(Ops tf, float[] values, int columns) {
    return tf.constant(
        Shape.of(values.length / columns, columns), DataBuffers.of(values, true, false));
  }

  private static Operand<TFloat32> answer(Algebra a, Network network, Weights weights, Fed fed) {
    NetworkShape shape = network.shape();
    Ops tf = a.tf();
    @Nullable Operand<TFloat32> sample =
        shape.seesSample() ? matrix(tf, fed.sample, shape.chunkSize()) : null;
    @Nullable Operand<TFloat32> times =
        shape.times() > 0 ? matrix(tf, fed.times, shape.times()) : null;
    Operand<TFloat32> observation = matrix(tf, fed.observation, shape.observationSize());
    return network.answer(a, weights, network.see(a, weights, observation), sample, times);
  }

  private static float[] answer(Network network, Fed fed) {
    try (Graph graph = new Graph()) {
      Algebra a = new Algebra(Ops.create(graph));
      Weights w = new Weights(a.tf(), network.layout(), a.vector(weights(network.layout())));
      return fetched(graph, answer(a, network, w, fed));
    }
  }

  private static float[] fetched(Graph graph, Operand<TFloat32> operand) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(operand).run()) {
      float[] values = new float[(int) result.get(0).shape().size()];
      result.get(0).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aRowAloneIsAnsweredAsInABatch(Network network) {
    Fed fed = Fed.rows(network.shape());
    float[] all = answer(network, fed);
    assertEquals(ROWS * network.shape().outputSize(), all.length);
    for (int row = 0; row < ROWS; row += ROWS - 1) {
      Fed alone =
          new Fed(Fed.row(fed.observation, row), Fed.row(fed.sample, row), Fed.row(fed.times, row));
      assertArrayEquals(Fed.row(all, row), answer(network, alone), 1e-5f, network.description());
    }
    assertFalse(Arrays.equals(Fed.row(all, 0), Fed.row(all, 1)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void oneObservationAndOneTimeServeAllRows(Network network) {
    Fed fed = Fed.rows(network.shape());
    float[] observation = Fed.row(fed.observation, 2);
    float[] times = Fed.row(fed.times, 2);
    float[] repeated =
        answer(network, new Fed(Fed.repeated(observation), fed.sample, Fed.repeated(times)));
    float[] broadcast = answer(network, new Fed(observation, fed.sample, times));
    // Without a sample nothing says how many rows there are.
    float[] expected = network.shape().seesSample() ? repeated : Fed.row(repeated, 0);
    assertArrayEquals(expected, broadcast, 1e-5f, network.description());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyWeightHasAGradient(Network network) {
    WeightLayout layout = network.layout();
    try (Graph graph = new Graph()) {
      Algebra a = new Algebra(Ops.create(graph));
      Weights w = new Weights(a.tf(), layout, a.vector(weights(layout)));
      Operand<TFloat32> answer = answer(a, network, w, Fed.rows(network.shape()));
      Operand<TFloat32> wanted =
          matrix(
              a.tf(), drawn(4, ROWS, network.shape().outputSize()), network.shape().outputSize());
      Operand<TFloat32> loss = a.meanSquare(a.minus(answer, wanted));
      float[] gradient = fetched(graph, w.gradients(loss).get(0));
      TreeSet<String> untouched = new TreeSet<>();
      for (WeightLayout.Piece piece : layout.pieces()) {
        double sum = 0;
        for (int i = piece.offset(); i < piece.offset() + piece.size(); i++) {
          sum += Math.abs(gradient[i]);
        }
        if (!(sum / piece.size() > 1e-6)) {
          untouched.add(piece.name());
        }
      }
      assertTrue(untouched.isEmpty(), () -> network.description() + ": " + untouched);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void firstOutputsComeBeforeSecond(Network network) {
    NetworkShape shape = network.shape();
    if (shape.outputsPerControl() != 2) {
      return;
    }
    // All but the last layer's weights for the second outputs of the first control are zero, so
    // that only these answer: one of each step, in the second half.
    float[] weights = weights(network.layout());
    int outputs = 2 * shape.actionSize();
    boolean flat = network instanceof ResidualMlp;
    for (WeightLayout.Piece piece : network.layout().pieces()) {
      for (int i = 0; i < piece.size(); i++) {
        int column = i % outputs;
        boolean kept = !flat && piece.name().equals("answer") && column == shape.actionSize();
        boolean last = piece.name().startsWith("answer");
        if (last && !kept) {
          weights[piece.offset() + i] = 0;
        }
      }
    }
    try (Graph graph = new Graph()) {
      Algebra a = new Algebra(Ops.create(graph));
      Weights w = new Weights(a.tf(), network.layout(), a.vector(weights));
      float[] row = Fed.row(fetched(graph, answer(a, network, w, Fed.rows(shape))), 1);
      for (int i = 0; i < row.length; i++) {
        boolean lit =
            !flat && i >= shape.chunkSize() && (i - shape.chunkSize()) % shape.actionSize() == 0;
        assertEquals(lit, row[i] != 0, network.description() + " at " + i);
      }
    }
  }

  @Test
  void layoutsHoldWhatTheFormulasName() {
    NetworkShape shape = new NetworkShape(3, 4, 2, true, 1, 1);
    int conditions = 3 * 16 + 16 + 9 * 16 + 16;
    int site = 4 * 16 * 8 + 2 * 8;
    int ends = 4 * 8 + 8 * 2 + 3 * 8 + 8;
    int attention = site + 4 * 8 * 8;
    int alone = site + 2 * 8 * 16 + 16 + 8;
    assertEquals(
        conditions + 2 * 8 + attention + alone + ends,
        new ChunkTransformer(shape, 8, 1, 2).layout().learnt());
    int filter = 3 * 8 * 8 + 8;
    int block = site + 2 * filter;
    assertEquals(
        conditions + 3 * 2 * 8 + 2 * block + filter + ends,
        new UNet1d(shape, 8, 1).layout().learnt());
    // Four steps are halved twice; what is beyond is left out.
    int three = new UNet1d(shape, 8, 3).layout().size();
    assertTrue(new UNet1d(shape, 8, 2).layout().size() < three);
    assertEquals(three, new UNet1d(shape, 8, 6).layout().size());
  }

  static List<Network> learners() {
    NetworkShape shape = new NetworkShape(2, 4, 1, true, 1, 1);
    return List.of(new UNet1d(shape, 8, 2), new ChunkTransformer(shape, 16, 1, 4));
  }

  // y = t·x + (1 - t)·f(o): an answer that needs observation, sample, its size, and time
  @ParameterizedTest
  @MethodSource("learners")
  void learnsWhatDependsOnAllThatItIsTold(Network network) throws Exception {
    int rows = 400;
    float[] observations = drawn(8, rows, 2);
    float[] chunks = new float[rows * 4];
    for (int i = 0; i < chunks.length; i++) {
      double phase = observations[2 * (i / 4)] + 0.5 * (i % 4);
      chunks[i] = (float) (Math.sin(phase) * Math.tanh(2 * observations[2 * (i / 4) + 1]));
    }
    Objective squares =
        (a, model, average, batch, chance) -> {
          Operand<TFloat32> t = chance.uniform(batch.size(), 1);
          Operand<TFloat32> wanted =
              a.plus(a.times(t, batch.noise()), a.times(a.oneMinus(t), batch.chunk()));
          Operand<TFloat32> answer = model.answer(model.see(batch.observation()), batch.noise(), t);
          return a.meanSquare(a.minus(answer, wanted));
        };
    LessonTable table = new LessonTable(2, 4, observations, chunks, null);
    TrainSettings settings = new TrainSettings(400, 32, 5e-3, 20, 0, 1, 0.99, 3);
    Trainer trainer = new Trainer(network, squares, table, settings, 1, MonotonicClock.system());
    Trainer.Trained trained = trainer.train(Optional.empty(), Progress.none());
    double first = trained.curve().points().get(0).loss();
    assertTrue(first > 0.3, () -> network.description() + " began at " + first);
    // A third of the noise's variance is left to who does not know the time.
    assertTrue(
        trained.curve().last() < 0.02,
        () -> network.description() + " ended at " + trained.curve().last());
  }
}
