package io.github.hjelm.export.train;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.WeightLayout;
import io.github.hjelm.export.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * One step of training as a graph: draw rows, loss, gradient, AdamW, running average.
 *
 * <p>Rows lie in a variable and noise is drawn inside the graph, so a step is fed six numbers.
 */
final class TrainGraph implements AutoCloseable {

  private static final int SLOT_RATE = 0;
  private static final int SLOT_POWER_1 = 1;
  private static final int SLOT_POWER_2 = 2;
  private static final int SLOT_KEPT = 3;
  private static final int SLOTS = 4;

  private final TrainSettings settings;
  private final Algebra a;
  private final int size;
  private final Variable rows;
  private final Vector weights;
  private final Vector first;
  private final Vector second;
  private final Vector average;
  private final Placeholder<TFloat32> pace;
  private final Placeholder<TInt64> draw;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> norm;
  private final Op update;
  private final TFloat32 paceValue = TFloat32.tensorOf(Shape.of(SLOTS));
  private final TInt64 drawValue = TInt64.tensorOf(Shape.of(2));

  TrainGraph(
      Graph graph,
      Network network,
      Objective objective,
      LessonTable table,
      TrainSettings settings,
      int parts) {
    this.settings = settings;
    Ops tf = Ops.create(graph);
    a = new Algebra(tf);
    size = network.layout().size();
    rows = new Variable(tf, "rows", Shape.of(table.rows(), table.width()));
    List<WeightLayout.Shard> shards = network.layout().shards(parts);
    weights = new Vector(tf, "weights", shards);
    first = new Vector(tf, "first", shards);
    second = new Vector(tf, "second", shards);
    average = new Vector(tf, "average", shards);
    pace = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SLOTS)));
    draw = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    Weights learnt = new Weights(tf, network.layout(), shards, weights.values());
    Weights averaged =
        new Weights(tf, network.layout(), shards, average.values().stream().map(a::held).toList());
    loss =
        loss(
            objective,
            new Model(a, network, learnt),
            new Model(a, network, averaged),
            table,
            parts);
    List<Operand<TFloat32>> gradients = learnt.gradients(loss);
    norm = a.sqrt(tf.math.addN(gradients.stream().map(part -> a.sum(a.square(part))).toList()));
    update = update(gradients);
  }

  /** A variable, which lives in the session. */
  private static final class Variable {

    private final VarHandleOp handle;
    private final Placeholder<TFloat32> fed;
    private final Op assign;
    private final Operand<TFloat32> value;
    private final Shape shape;

    Variable(Ops tf, String name, Shape shape) {
      this.shape = shape;
      handle = tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
      fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      assign = tf.assignVariableOp(handle, fed);
      value = tf.readVariableOp(handle, TFloat32.class);
    }

    void load(Session session, Consumer<FloatDataBuffer> writer) {
      try (TFloat32 tensor = TFloat32.tensorOf(shape)) {
        writer.accept(tensor.asRawTensor().data().asFloats());
        session.runner().feed(fed, tensor).addTarget(assign).run().close();
      }
    }

    float[] values(Session session) {
      try (Result result = session.runner().fetch(value).run()) {
        float[] values = new float[(int) shape.size()];
        result.get(0).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }

  /** As many numbers as there are weights, in shards that are worked on side by side. */
  private static final class Vector {

    private final List<WeightLayout.Shard> shards;
    private final List<Variable> variables = new ArrayList<>();

    Vector(Ops tf, String name, List<WeightLayout.Shard> shards) {
      this.shards = shards;
      for (WeightLayout.Shard shard : shards) {
        variables.add(new Variable(tf, name + variables.size(), Shape.of(shard.size())));
      }
    }

    Variable shard(int k) {
      return variables.get(k);
    }

    List<Operand<TFloat32>> values() {
      return variables.stream().map(variable -> variable.value).toList();
    }

    void load(Session session, float[] values, int from) {
      for (int k = 0; k < shards.size(); k++) {
        int begin = from + shards.get(k).offset();
        float[] part = Arrays.copyOfRange(values, begin, begin + shards.get(k).size());
        variables.get(k).load(session, buffer -> buffer.write(part));
      }
    }

    void read(Session session, float[] values, int from) {
      for (int k = 0; k < shards.size(); k++) {
        float[] part = variables.get(k).values(session);
        System.arraycopy(part, 0, values, from + shards.get(k).offset(), part.length);
      }
    }
  }

  /** The mean over the batch, of which each part goes its own way through the graph. */
  private Operand<TFloat32> loss(
      Objective objective, Model model, Model averaged, LessonTable table, int parts) {
    Chance chance = new Chance(a, draw);
    List<Operand<TFloat32>> losses = new ArrayList<>();
    int batch = settings.batch();
    int count = Math.min(parts, batch);
    for (int part = 0; part < count; part++) {
      int size = batch * (part + 1) / count - batch * part / count;
      Operand<TFloat32> mean =
          objective.loss(a, model, averaged, batch(table, size, chance), chance);
      losses.add(count == 1 ? mean : a.times((double) size / batch, mean));
    }
    return count == 1 ? losses.get(0) : a.tf().math.addN(losses);
  }

  private Batch batch(LessonTable table, int n, Chance chance) {
    Ops tf = a.tf();
    Operand<TInt32> drawn = chance.index(table.rows(), n);
    Operand<TFloat32> picked = tf.resourceGather(rows.handle, drawn, TFloat32.class);
    int o = table.observationSize();
    int d = table.chunkSize();
    Operand<TFloat32> noise =
        table.paired() ? a.columns(picked, o + d, o + 2 * d) : chance.normal(n, d);
    return new Batch(n, a.columns(picked, 0, o), a.columns(picked, o, o + d), noise);
  }

  private Operand<TFloat32> slot(int slot) {
    Ops tf = a.tf();
    return tf.reshape(
        tf.slice(pace, tf.constant(new int[] {slot}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }

  // g ← g·min(1, clip/|g|)
  private Op update(List<Operand<TFloat32>> gradients) {
    Operand<TFloat32> shrink =
        a.tf().math.minimum(a.number(1), a.over(a.number(settings.clip()), norm));
    List<Op> updates = new ArrayList<>();
    for (int k = 0; k < gradients.size(); k++) {
      updates.add(update(k, a.times(gradients.get(k), shrink)));
    }
    return a.tf().withControlDependencies(updates).noOp();
  }

  // w ← w - η·decay·w;  w ← w - Adam(g);  w̄ ← w̄ - (1 - kept)(w̄ - w)
  private Op update(int shard, Operand<TFloat32> clipped) {
    Ops tf = a.tf();
    Variable weight = weights.shard(shard);
    Variable mean = average.shard(shard);
    Operand<TFloat32> rate = slot(SLOT_RATE);
    Op decayed =
        tf.withControlDependencies(clipped)
            .train
            .resourceApplyGradientDescent(
                weight.handle, a.times(settings.decay(), rate), weight.value);
    Op moved =
        tf.withControlDependencies(decayed)
            .train
            .resourceApplyAdam(
                weight.handle,
                first.shard(shard).handle,
                second.shard(shard).handle,
                slot(SLOT_POWER_1),
                slot(SLOT_POWER_2),
                rate,
                a.number(TrainSettings.BETA_1),
                a.number(TrainSettings.BETA_2),
                a.number(TrainSettings.EPSILON),
                clipped);
    Operand<TFloat32> now =
        tf.withControlDependencies(moved).readVariableOp(weight.handle, TFloat32.class);
    return tf.train.resourceApplyGradientDescent(
        mean.handle, a.oneMinus(slot(SLOT_KEPT)), a.minus(mean.value, now));
  }

  void load(Session session, LessonTable table, TrainState state) {
    rows.load(session, table::writeTo);
    weights.load(session, state.weights().values, 0);
    average.load(session, state.average().values, 0);
    first.load(session, state.moments().values, 0);
    second.load(session, state.moments().values, size);
  }

  /** Runs one step each time: loss and gradient norm. */
  Session.Runner runner(Session session) {
    return session
        .runner()
        .feed(pace, paceValue)
        .feed(draw, drawValue)
        .addTarget(update)
        .fetch(loss)
        .fetch(norm);
  }

  /** Sets what the next step is fed. */
  void pace(int step) {
    paceValue.setFloat((float) settings.rate(step), SLOT_RATE);
    paceValue.setFloat((float) Math.pow(TrainSettings.BETA_1, step + 1.0), SLOT_POWER_1);
    paceValue.setFloat((float) Math.pow(TrainSettings.BETA_2, step + 1.0), SLOT_POWER_2);
    paceValue.setFloat((float) settings.kept(step), SLOT_KEPT);
    drawValue.setLong(settings.seed(), 0);
    drawValue.setLong(step, 1);
  }

  TrainState state(Session session, int steps, LossCurve curve) {
    float[] weight = new float[size];
    float[] mean = new float[size];
    float[] moments = new float[2 * size];
    weights.read(session, weight, 0);
    average.read(session, mean, 0);
    first.read(session, moments, 0);
    second.read(session, moments, size);
    return new TrainState(
        steps,
        new TrainState.Vector(weight),
        new TrainState.Vector(moments),
        new TrainState.Vector(mean),
        curve);
  }

  @Override
  public void close() {
    paceValue.close();
    drawValue.close();
  }
}
