package io.github.hjelm.export.task;

import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.sensors.robot.Parameter;
import java.util.List;
import java.util.Map;

/**
 * A task that can be made by name.
 *
 * @param name as in help; one that ends in {@code -N} is a family and is called by {@code lqr-4}
 * @param summary one line for help and documentation
 * @param parameters what {@code --set} may change, with defaults
 * @param textSettings settings that are not numbers, such as files
 */
public record TaskKind(
    String name,
    String summary,
    List<Parameter> parameters,
    List<TextSetting> textSettings,
    Factory factory) {

  private static final String FAMILY = "-N";

  /** Makes a task of a kind. */
  @FunctionalInterface
  public interface Factory {

    /**
     * A task with these settings.
     *
     * @param name as it was called: of a family, with its number
     */
    Task create(String name, TaskSettings settings) throws TaskRefusal;
  }

  public TaskKind {
    parameters = List.copyOf(parameters);
    textSettings = List.copyOf(textSettings);
  }

  /** Whether a task of that name is of this kind. */
  public boolean covers(String called) {
    if (!name.endsWith(FAMILY)) {
      return name.equals(called);
    }
    String prefix = name.substring(0, name.length() - 1);
    return called.startsWith(prefix) && called.substring(prefix.length()).matches("[0-9]{1,9}|N");
  }

  /** What every setting is under these. */
  public TaskSettings settings(Map<String, String> given) throws TaskRefusal {
    return TaskSettings.of(name, parameters, textSettings, given);
  }
}
