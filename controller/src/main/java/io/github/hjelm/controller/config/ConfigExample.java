package io.github.hjelm.controller.config;

import io.github.hjelm.controller.config.Section.Shape;
import io.github.hjelm.controller.config.Setting.Presence;
import java.util.ArrayList;
import java.util.List;

/** Writes a configuration that says all that can be set. */
final class ConfigExample {

  private static final String HEAD =
      """
      # All that can be set, with its defaults: ./hjelm run --config controller.yaml
      # What stands behind a '#' has no fixed default, and is there as an example.
      # Paths are relative to the folder of this file. Times and rates carry their unit: 250 us, 20 ms, 50 Hz.
      """;

  /** Where explanations begin. */
  private static final int COLUMN = 44;

  private static final int WIDTH = 120;

  /** Stands for nothing that comments a line out. */
  private static final int IN_USE = -1;

  private final StringBuilder text = new StringBuilder(HEAD);

  private ConfigExample() {}

  static String text() {
    ConfigExample example = new ConfigExample();
    for (Section section : ControllerSettings.ALL.sections()) {
      example.text.append('\n');
      example.add(section, 0, IN_USE);
    }
    for (Setting<?> setting : ControllerSettings.ALL.settings()) {
      example.text.append('\n');
      example.add(setting, 0, "", IN_USE);
    }
    return example.text.toString();
  }

  /**
   * Adds a section.
   *
   * @param outside the column of the mark that comments it out with what is around it
   */
  private void add(Section section, int indent, int outside) {
    boolean commentedHere = outside == IN_USE && section.isOptional();
    int mark = commentedHere ? indent : outside;
    line(indent, mark, section.key() + ":", section.meaning(), section.otherwise());
    boolean list = section.shape() == Shape.LIST;
    int inside = indent + (list ? 4 : 2);
    String begin = list ? "- " : "";
    for (Setting<?> setting : section.settings()) {
      add(setting, inside - begin.length(), begin, mark);
      begin = "";
    }
    for (Section inner : section.sections()) {
      add(inner, inside, mark);
    }
  }

  private void add(Setting<?> setting, int indent, String begin, int outside) {
    boolean commentedHere = outside == IN_USE && setting.presence() == Presence.OPTIONAL;
    ValueKind<?> kind = setting.kind();
    String choices = kind.isWord() ? " (" + kind.limits() + ")" : "";
    line(
        indent,
        commentedHere ? indent : outside,
        begin + setting.key() + ": " + setting.example(),
        setting.meaning() + choices,
        setting.otherwise());
  }

  /**
   * Adds a line, and more where there is much to explain.
   *
   * @param mark where what comments it out stands
   */
  private void line(int indent, int mark, String yaml, String meaning, String otherwise) {
    String line =
        mark == IN_USE
            ? " ".repeat(indent) + yaml
            : " ".repeat(mark) + "# " + " ".repeat(indent - mark) + yaml;
    text.append(line);
    int at = line.length();
    List<String> comment = new ArrayList<>(wrapped(meaning));
    if (!otherwise.isEmpty()) {
      comment.addAll(wrapped("unless set: " + otherwise));
    }
    for (String part : comment) {
      text.append(" ".repeat(Math.max(1, COLUMN - at))).append("# ").append(part).append('\n');
      at = 0;
    }
  }

  private static List<String> wrapped(String comment) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : comment.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH - COLUMN - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
