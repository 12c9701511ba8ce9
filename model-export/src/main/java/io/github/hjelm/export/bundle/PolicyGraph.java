package io.github.hjelm.export.bundle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param actions the answer of each signature, rows of D floats, in the order they are written
 */
public record PolicyGraph(
    Graph graph,
    Session session,
    Operand<TFloat32> observation,
    Operand<TFloat32> noise,
    Map<String, Operand<TFloat32>> actions) {

  public PolicyGraph {
    actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
  }

  /**
   * What every signature answers, in the session itself.
   *
   * @param observations rows of O floats, normalised
   * @param noises as many rows of D floats
   */
  public Map<String, float[]> answers(float[] observations, float[] noises) {
    // TensorFlow does not fetch one output twice, and signatures may share one.
    List<Output<TFloat32>> wanted =
        actions.values().stream().map(Operand::asOutput).distinct().toList();
    Map<String, float[]> answers = new LinkedHashMap<>();
    try (TFloat32 o = rows(observations, observation);
        TFloat32 z = rows(noises, noise)) {
      Session.Runner runner = session.runner().feed(observation, o).feed(noise, z);
      wanted.forEach(runner::fetch);
      try (Result result = runner.run()) {
        actions.forEach(
            (signature, output) ->
                answers.put(
                    signature, floats((TFloat32) result.get(wanted.indexOf(output.asOutput())))));
      }
    }
    return answers;
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
