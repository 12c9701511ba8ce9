package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a value is written, in words, and how it is read.
 *
 * @param words what it is
 * @param limits its range or choices; empty where there are none
 */
record ValueKind<T>(String words, String limits, Reading<T> reading) {

  private static final String WORD = "word";
  private static final Map<String, Double> HZ_BY_UNIT = Map.of("Hz", 1.0, "kHz", 1000.0);

  /** Largest first. */
  private static final List<Map.Entry<String, Long>> NS_BY_UNIT =
      List.of(
          Map.entry("h", 3_600_000_000_000L),
          Map.entry("min", 60_000_000_000L),
          Map.entry("s", 1_000_000_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("us", 1_000L),
          Map.entry("ns", 1L));

  /** Makes a value of what stands in the file, or refuses it with file, line and key. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * Reads one value.
     *
     * @param folder that paths are relative to
     */
    T read(YamlNode node, Path folder) throws YamlRefusal;
  }

  /** Whether it is one of a few words, all of which are its limits. */
  boolean isWord() {
    return words.equals(WORD);
  }

  /** A time with its unit. */
  static ValueKind<Duration> time(Duration least, Duration most) {
    String lower = spelled(least);
    String upper = spelled(most);
    return new ValueKind<>(
        "time",
        lower + " to " + upper,
        (node, folder) -> {
          Duration time = node.asDuration();
          if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
            return time;
          }
          throw node.refusal(
              Reason.OUT_OF_RANGE,
              "must lie between %s and %s, but is %s".formatted(lower, upper, node.asText()));
        });
  }

  /** In the largest unit that needs no fraction. */
  private static String spelled(Duration time) {
    long ns = time.toNanos();
    for (Map.Entry<String, Long> unit : NS_BY_UNIT) {
      if (ns >= unit.getValue() && ns % unit.getValue() == 0) {
        return ns / unit.getValue() + " " + unit.getKey();
      }
    }
    return "0 s";
  }

  /** How often per second, with its unit; read as Hz. */
  static ValueKind<Double> rate(double leastHz, double mostHz) {
    String range = "%s Hz to %s Hz".formatted(plain(leastHz), plain(mostHz));
    return new ValueKind<>(
        "rate",
        range,
        (node, folder) -> {
          double hz = hz(node);
          if (hz >= leastHz && hz <= mostHz) {
            return hz;
          }
          throw node.refusal(
              Reason.OUT_OF_RANGE,
              "must lie in the range %s, but is %s".formatted(range, node.asText()));
        });
  }

  private static double hz(YamlNode node) throws YamlRefusal {
    String text = node.asText();
    int digits = 0;
    while (digits < text.length() && "0123456789.".indexOf(text.charAt(digits)) >= 0) {
      digits++;
    }
    Double hz = HZ_BY_UNIT.get(text.substring(digits).trim());
    if (hz != null) {
      try {
        return Double.parseDouble(text.substring(0, digits)) * hz;
      } catch (NumberFormatException e) {
        // Refused below, with the same sentence.
      }
    }
    throw node.refusal(
        Reason.WRONG_TYPE,
        "must be a rate with its unit such as 50 Hz or 1 kHz, but is '" + quotable(text) + "'");
  }

  /** A plain number. */
  static ValueKind<Double> number(double least, double most) {
    return new ValueKind<>(
        "number",
        plain(least) + " to " + plain(most),
        (node, folder) -> node.asNumberWithin(least, most));
  }

  /** A list of numbers. */
  static ValueKind<List<Double>> numbers(double least, double most, int count) {
    return new ValueKind<>(
        "list of numbers",
        plain(least) + " to " + plain(most),
        (node, folder) -> {
          List<Double> numbers = new ArrayList<>();
          for (YamlNode item : atMost(node, count)) {
            numbers.add(item.asNumberWithin(least, most));
          }
          return List.copyOf(numbers);
        });
  }

  /** A whole number. */
  static ValueKind<Integer> whole(int least, int most) {
    return new ValueKind<>(
        "whole number", least + " to " + most, (node, folder) -> node.asInteger(least, most));
  }

  /** {@code true} or {@code false}. */
  static ValueKind<Boolean> flag() {
    return new ValueKind<>("flag", "true or false", (node, folder) -> node.asFlag());
  }

  /** One of an enum's constants, in lower case with dashes. */
  static <E extends Enum<E>> ValueKind<E> choice(Class<E> type) {
    List<String> words =
        Stream.of(type.getEnumConstants())
            .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    return new ValueKind<>(WORD, alternatives(words), (node, folder) -> node.asChoice(type));
  }

  /** One of these words. */
  static ValueKind<String> word(List<String> words) {
    return new ValueKind<>(
        WORD,
        alternatives(words),
        (node, folder) -> {
          String text = node.asText();
          if (words.contains(text)) {
            return text;
          }
          throw node.refusal(
              Reason.OUT_OF_RANGE,
              "must be one of %s, but is '%s'".formatted(String.join(", ", words), quotable(text)));
        });
  }

  /** A name that may stand in topics and frames. */
  static ValueKind<String> name() {
    return new ValueKind<>("name", "", (node, folder) -> readName(node));
  }

  /** Names, at least one. */
  static ValueKind<List<String>> names(int count) {
    return new ValueKind<>(
        "list of names",
        "",
        (node, folder) -> {
          List<String> names = new ArrayList<>();
          for (YamlNode item : atMost(node, count)) {
            names.add(readName(item));
          }
          if (names.isEmpty()) {
            throw node.refusal(Reason.WRONG_SIZE, "must hold at least one name, or be left out");
          }
          return List.copyOf(names);
        });
  }

  private static String readName(YamlNode node) throws YamlRefusal {
    String name = node.asText();
    if (FrameLimits.isName(name)) {
      return name;
    }
    throw node.refusal(
        Reason.OUT_OF_RANGE,
        "must be 1 to 64 letters, digits or _ . : -, but is '" + quotable(name) + "'");
  }

  /** Any text of one line. */
  static ValueKind<String> text() {
    return new ValueKind<>(
        "text",
        "",
        (node, folder) -> {
          String text = node.asText();
          if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw node.refusal(Reason.OUT_OF_RANGE, "must be a text of one line");
          }
          return text;
        });
  }

  /** The items of a list, of which there may not be too many. */
  static List<YamlNode> atMost(YamlNode node, int count) throws YamlRefusal {
    List<YamlNode> items = node.asList();
    if (items.size() > count) {
      throw node.refusal(
          Reason.TOO_LARGE, "must hold %d at most, but holds %d".formatted(count, items.size()));
    }
    return items;
  }

  private static String alternatives(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Without control characters, so that a sentence stays one line, and not endless. */
  static String quotable(String text) {
    int most = 60;
    String shortened = text.length() > most ? text.substring(0, most) + "…" : text;
    return shortened.replaceAll("\\p{Cntrl}", " ");
  }
}
