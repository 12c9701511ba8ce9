package io.github.hjelm.export.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file from which training goes on after a kill: it is replaced in one move, so at any moment the
 * last whole state lies there.
 *
 * @param file in the safetensors format, so that other tools can read the weights
 * @param belongsTo what is trained, in words: a checkpoint of something else is refused
 */
public record Checkpoint(Path file, String belongsTo) {

  private static final String BELONGS = "belongs_to";
  private static final String MADE_OF = "made_of";
  private static final String STEPS = "steps";
  private static final int CURVE_COLUMNS = 3;

  /** What lies there, if anything does. */
  Optional<TrainState> read(int size, String fingerprint) throws TrainRefusal {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SafeTensors content = SafeTensors.read(file);
    requireSame(content, BELONGS, belongsTo);
    requireSame(content, MADE_OF, fingerprint);
    float[] weights = content.floats("weights", size);
    float[] moments = content.floats("moments", 2 * size);
    float[] average = content.floats("average", size);
    float[] curve = content.floats("curve", -1);
    List<LossCurve.Point> points = new ArrayList<>();
    for (int i = 0; i + CURVE_COLUMNS <= curve.length; i += CURVE_COLUMNS) {
      points.add(new LossCurve.Point((int) curve[i], curve[i + 1], curve[i + 2]));
    }
    try {
      return Optional.of(
          new TrainState(
              Integer.parseInt(content.text(STEPS)),
              new TrainState.Vector(weights),
              new TrainState.Vector(moments),
              new TrainState.Vector(average),
              new LossCurve(points)));
    } catch (NumberFormatException e) {
      throw new TrainRefusal(
          file + " does not say how many steps were made: delete it to start anew", e);
    }
  }

  private void requireSame(SafeTensors content, String key, String wanted) throws TrainRefusal {
    String found = content.text(key);
    if (!found.equals(wanted)) {
      throw new TrainRefusal(
          "%s is a checkpoint of '%s', not of '%s': name another folder for the work, or delete it"
              .formatted(file, found, wanted));
    }
  }

  void write(TrainState state, String fingerprint) throws TrainRefusal {
    List<LossCurve.Point> points = state.curve().points();
    float[] curve = new float[CURVE_COLUMNS * points.size()];
    for (int i = 0; i < points.size(); i++) {
      curve[CURVE_COLUMNS * i] = points.get(i).step();
      curve[CURVE_COLUMNS * i + 1] = (float) points.get(i).loss();
      curve[CURVE_COLUMNS * i + 2] = (float) points.get(i).gradientNorm();
    }
    SafeTensors content =
        SafeTensors.of(
            Map.of(
                BELONGS, belongsTo, MADE_OF, fingerprint, STEPS, Integer.toString(state.steps())));
    content.put("weights", state.weights().values);
    content.put("moments", state.moments().values);
    content.put("average", state.average().values);
    content.put("curve", curve);
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      content.write(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(draft);
      throw new TrainRefusal(
          "%s cannot be written (%s): the checkpoint before it stands"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // A disk that takes no file may not give one back either; the name says what it is.
      return;
    }
  }
}
