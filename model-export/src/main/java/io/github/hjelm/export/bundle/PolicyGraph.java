package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.GoldenPrefix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * A policy as training leaves it: a graph whose weights live in a session. Nothing here is closed
 * by whoever is given it.
 *
 * @param session holds the values of the graph's variables
 * @param observation a placeholder of rows of O floats
 * @param noise a placeholder of rows of D floats
 * @param prefix what the guided signatures are to agree with; none where there are none
 * @param actions the answer of each signature, rows of D floats, in the order they are written;
 *     those that take a plan are called by {@link Sampler#guided}
 */
public record PolicyGraph(
    Graph graph,
    Session session,
    Operand<TFloat32> observation,
    Operand<TFloat32> noise,
    Optional<Prefix> prefix,
    Map<String, Operand<TFloat32>> actions) {

  /**
   * Placeholders of what guided signatures are to agree with, rows of D floats.
   *
   * @param actions the plan
   * @param weights how much each of its numbers counts
   */
  public record Prefix(Operand<TFloat32> actions, Operand<TFloat32> weights) {}

  public PolicyGraph {
    actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
  }

  /** Without guided signatures. */
  public PolicyGraph(
      Graph graph,
      Session session,
      Operand<TFloat32> observation,
      Operand<TFloat32> noise,
      Map<String, Operand<TFloat32>> actions) {
    this(graph, session, observation, noise, Optional.empty(), actions);
  }

  /**
   * What every signature answers, in the session itself, without guided ones.
   *
   * @param observations rows of O floats, normalised
   * @param noises as many rows of D floats
   */
  public Map<String, float[]> answers(float[] observations, float[] noises) {
    if (prefix.isPresent()) {
      throw new IllegalStateException("guided signatures need a plan");
    }
    return answers(observations, noises, GoldenPrefix.NONE);
  }

  /**
   * What every signature answers, in the session itself.
   *
   * @param plan rows of what guided signatures are to agree with
   */
  public Map<String, float[]> answers(float[] observations, float[] noises, GoldenPrefix plan) {
    // TensorFlow does not fetch one output twice, and signatures may share one.
    List<Output<TFloat32>> wanted =
        actions.values().stream().map(Operand::asOutput).distinct().toList();
    Map<String, float[]> answers = new LinkedHashMap<>();
    try (TFloat32 o = rows(observations, observation);
        TFloat32 z = rows(noises, noise)) {
      Session.Runner runner = session.runner().feed(observation, o).feed(noise, z);
      wanted.forEach(runner::fetch);
      try (Fed fed = Fed.of(prefix, plan);
          Result result = fed.to(runner).run()) {
        actions.forEach(
            (signature, output) ->
                answers.put(
                    signature, floats((TFloat32) result.get(wanted.indexOf(output.asOutput())))));
      }
    }
    return answers;
  }

  /** What of a plan is fed, by placeholder, until the call is over. */
  private record Fed(Map<Operand<TFloat32>, TFloat32> tensors) implements AutoCloseable {

    static Fed of(Optional<Prefix> prefix, GoldenPrefix plan) {
      Map<Operand<TFloat32>, TFloat32> tensors = new LinkedHashMap<>();
      prefix.ifPresent(
          ports -> {
            tensors.put(ports.actions(), rows(plan.actions(), ports.actions()));
            tensors.put(ports.weights(), rows(plan.weights(), ports.weights()));
          });
      return new Fed(tensors);
    }

    Session.Runner to(Session.Runner runner) {
      tensors.forEach(runner::feed);
      return runner;
    }

    @Override
    public void close() {
      tensors.values().forEach(TFloat32::close);
    }
  }

  private static float[] floats(TFloat32 tensor) {
    float[] numbers = new float[(int) tensor.size()];
    tensor.copyTo(DataBuffers.of(numbers));
    return numbers;
  }

  private static TFloat32 rows(float[] numbers, Operand<TFloat32> placeholder) {
    long width = placeholder.shape().get(1);
    return TFloat32.tensorOf(
        Shape.of(numbers.length / width, width), DataBuffers.of(numbers, true, false));
  }
}
