package io.github.hjelm.sensors.yaml;

import java.util.List;
import java.util.Map;

/** What a value is made of. */
sealed interface YamlContent {

  /**
   * A text.
   *
   * @param plain written without quotes, so it may also be read as a number or flag
   * @param oneLine characters of the text stand next to each other in the file
   * @param line where the text begins, counted from 1
   * @param column where its first character stands, counted from 1
   */
  record Scalar(String text, boolean plain, boolean oneLine, int line, int column)
      implements YamlContent {}

  record Sequence(List<YamlNode> items) implements YamlContent {}

  record Mapping(Map<String, YamlNode> entries) implements YamlContent {}
}
