package io.github.hjelm.export.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssignVariableOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReadVariableOp;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** A residual network on resource variables, unrolled to 1, 2 and 4 steps, and one that is deaf. */
final class SmallPolicy implements AutoCloseable {

  static final int OBSERVATION = 3;
  static final int CHUNK = 4;
  private static final int WIDTH = 16;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final List<AssignVariableOp> initial = new ArrayList<>();
  private final SplittableRandom random;
  private final Placeholder<TFloat32> observation;
  private final Placeholder<TFloat32> noise;
  private final Map<String, Operand<TFloat32>> actions = new LinkedHashMap<>();

  SmallPolicy(long seed) {
    random = new SplittableRandom(seed);
    observation = placeholder("observation", OBSERVATION);
    noise = placeholder("noise", CHUNK);
    Operand<TFloat32> fromObservation = weight("w_o", OBSERVATION, WIDTH);
    Operand<TFloat32> fromAction = weight("w_a", CHUNK, WIDTH);
    Operand<TFloat32> time = weight("w_t", 1, WIDTH);
    Operand<TFloat32> hidden = weight("w_h", WIDTH, WIDTH);
    Operand<TFloat32> out = weight("w_out", WIDTH, CHUNK);
    // Once for all steps and candidates.
    Operand<TFloat32> seen = tf.linalg.matMul(observation, fromObservation);
    for (int steps : new int[] {4, 1, 2}) {
      Operand<TFloat32> x = noise;
      for (int k = 0; k < steps; k++) {
        // Depends on no input: a matrix product that the graph must not hold.
        Operand<TFloat32> when =
            tf.linalg.matMul(tf.constant(new float[][] {{(float) k / steps}}), time);
        Operand<TFloat32> y =
            tf.math.tanh(tf.math.add(tf.math.add(tf.linalg.matMul(x, fromAction), seen), when));
        y = tf.math.add(y, tf.nn.relu(tf.linalg.matMul(y, hidden)));
        x = tf.math.add(x, tf.math.mul(tf.linalg.matMul(y, out), tf.constant(1f / steps)));
      }
      actions.put(steps == 4 ? "serving_default" : "steps_" + steps, tf.identity(x));
    }
    actions.put("steps_4", actions.get("serving_default"));
    actions.put("deaf", tf.math.tanh(tf.linalg.matMul(seen, out)));
    session = new Session(graph);
    Session.Runner runner = session.runner();
    initial.forEach(runner::addTarget);
    runner.run().close();
  }

  PolicyGraph graph() {
    return new PolicyGraph(graph, session, observation, noise, actions);
  }

  Ops ops() {
    return tf;
  }

  Placeholder<TFloat32> noise() {
    return noise;
  }

  /** The same policy with one answer more. */
  PolicyGraph with(String signature, Operand<TFloat32> answer) {
    Map<String, Operand<TFloat32>> more = new LinkedHashMap<>(actions);
    more.put(signature, answer);
    return new PolicyGraph(graph, session, observation, noise, more);
  }

  /** What the training graph itself answers. */
  float[] answers(String signature, float[] observations, float[] noises) {
    return Objects.requireNonNull(graph().answers(observations, noises).get(signature));
  }

  static float[] gaussian(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Placeholder<TFloat32> placeholder(String name, int width) {
    return tf.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, width)));
  }

  private Operand<TFloat32> weight(String name, int rows, int columns) {
    VarHandleOp handle =
        tf.withName(name)
            .varHandleOp(TFloat32.class, Shape.of(rows, columns), VarHandleOp.sharedName(name));
    float[][] values = new float[rows][];
    for (int i = 0; i < rows; i++) {
      values[i] = gaussian(columns, random);
      for (int j = 0; j < columns; j++) {
        values[i][j] /= (float) Math.sqrt(rows);
      }
    }
    initial.add(tf.assignVariableOp(handle, tf.constant(StdArrays.ndCopyOf(values))));
    ReadVariableOp<TFloat32> read = tf.readVariableOp(handle, TFloat32.class);
    return read;
  }
}
