package io.github.hjelm.controller.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A configuration that is refused.
 *
 * @param yaml the whole file
 * @param refusal the line, counted from 1, and what is said of it
 */
record Mistake(String yaml, String refusal) {

  private static final String SENTENCE = "> ";

  /** All of {@code mistakes.txt}. */
  static List<Mistake> all() throws IOException {
    List<Mistake> mistakes = new ArrayList<>();
    String where = "";
    StringBuilder yaml = new StringBuilder();
    for (String line : text().lines().toList()) {
      if (line.startsWith("@")) {
        where = line.substring(1);
        yaml.setLength(0);
      } else if (line.startsWith(SENTENCE)) {
        mistakes.add(new Mistake(whole(where, yaml.toString()), line.substring(SENTENCE.length())));
      } else {
        yaml.append(line).append('\n');
      }
    }
    return mistakes;
  }

  private static String text() throws IOException {
    try (InputStream in = Mistake.class.getResourceAsStream("mistakes.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String whole(String where, String more) {
    return switch (where) {
      case "whole" -> more;
      case "file" -> ConfigFolder.SMALLEST + more;
      case "broker" -> ConfigFolder.withBroker(more);
      case "robot" -> ConfigFolder.withRobot(more);
      default -> throw new IllegalArgumentException("there is no '@" + where + "'");
    };
  }

  @Override
  public String toString() {
    return refusal;
  }
}
