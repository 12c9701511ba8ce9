package io.github.hjelm.controller.config;

import io.github.hjelm.controller.config.Section.Shape;
import java.util.Locale;

/** Writes what can be set as tables for people. */
final class ConfigTable {

  private final StringBuilder text = new StringBuilder();

  private ConfigTable() {}

  /** In Markdown. */
  static String markdown() {
    ConfigTable table = new ConfigTable();
    table.add(ControllerSettings.ALL, "");
    return table.text.toString();
  }

  private void add(Section section, String outside) {
    String path = outside + section.key() + (section.shape() == Shape.LIST ? "[]" : "");
    text.append(path.isEmpty() ? "### The file itself\n\n" : "### `" + path + "`\n\n");
    if (!section.meaning().isEmpty()) {
      text.append(sentence(section.meaning()));
      text.append(section.isOptional() ? " " + sentence("unless set: " + section.otherwise()) : "");
      text.append("\n\n");
    }
    text.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : section.settings()) {
      String limits = setting.kind().limits();
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  setting.kind().words() + (limits.isEmpty() ? "" : ", " + limits),
                  standard(setting),
                  setting.meaning()));
    }
    for (Section inner : section.sections()) {
      text.append('\n');
      add(inner, path.isEmpty() ? "" : path + ".");
    }
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  private static String standard(Setting<?> setting) {
    return switch (setting.presence()) {
      case REQUIRED -> "**required**";
      case STANDARD -> "`" + setting.example() + "`";
      case OPTIONAL -> setting.otherwise();
    };
  }
}
