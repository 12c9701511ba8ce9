package io.github.hjelm.sensors.yaml;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value in a file: a text, a list or a map, with the place where it stands.
 *
 * <p>Methods that take a key read an entry of a map; {@code as…} methods read the value itself.
 * Every one either answers or refuses with a sentence that names file, line and key. A key without
 * a value ({@code lower:}) counts as present but empty, which is refused where a value is read.
 */
public final class YamlNode {

  /** What is quoted from a file in a sentence at most. */
  private static final int MAX_QUOTED = 60;

  private final String file;
  private final @Nullable YamlNode parent;
  private final String step;
  private final int line;
  private final YamlContent content;

  YamlNode(String file, @Nullable YamlNode parent, String step, int line, YamlContent content) {
    this.file = file;
    this.parent = parent;
    this.step = step;
    this.line = line;
    this.content = content;
  }

  // ---- Maps: one entry by its key.

  public boolean has(String key) {
    return content instanceof YamlContent.Mapping map && map.entries().containsKey(key);
  }

  /** The keys in the order of the file. */
  public Set<String> keys() throws YamlRefusal {
    return Collections.unmodifiableSet(asMapping().entries().keySet());
  }

  /** The value of a key that must be there. */
  public YamlNode at(String key) throws YamlRefusal {
    YamlNode value = asMapping().entries().get(key);
    if (value == null) {
      throw refusal(Reason.MISSING_KEY, "needs the key '" + key + "'");
    }
    return value;
  }

  public String text(String key) throws YamlRefusal {
    return at(key).asText();
  }

  public String text(String key, String ifAbsent) throws YamlRefusal {
    return has(key) ? text(key) : ifAbsent;
  }

  /** A finite number. */
  public double number(String key) throws YamlRefusal {
    return at(key).asNumber();
  }

  public double number(String key, double ifAbsent) throws YamlRefusal {
    return has(key) ? number(key) : ifAbsent;
  }

  /** A number with {@code lower <= number <= upper}. */
  public double numberWithin(String key, double lower, double upper) throws YamlRefusal {
    return at(key).asNumberWithin(lower, upper);
  }

  public double numberWithin(String key, double lower, double upper, double ifAbsent)
      throws YamlRefusal {
    return has(key) ? numberWithin(key, lower, upper) : ifAbsent;
  }

  /** A whole number with {@code lower <= number <= upper}. */
  public int integer(String key, int lower, int upper) throws YamlRefusal {
    return at(key).asInteger(lower, upper);
  }

  public int integer(String key, int lower, int upper, int ifAbsent) throws YamlRefusal {
    return has(key) ? integer(key, lower, upper) : ifAbsent;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key) throws YamlRefusal {
    return at(key).asFlag();
  }

  public boolean flag(String key, boolean ifAbsent) throws YamlRefusal {
    return has(key) ? flag(key) : ifAbsent;
  }

  /** A time such as {@code 250 us}, {@code 20 ms}, {@code 1.5 s} or {@code 2 min}. */
  public Duration duration(String key) throws YamlRefusal {
    return at(key).asDuration();
  }

  public Duration duration(String key, Duration ifAbsent) throws YamlRefusal {
    return has(key) ? duration(key) : ifAbsent;
  }

  /** One of an enum's constants, written in lower case with dashes. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) throws YamlRefusal {
    return at(key).asChoice(type);
  }

  public <E extends Enum<E>> E choice(String key, E ifAbsent) throws YamlRefusal {
    return has(key) ? choice(key, ifAbsent.getDeclaringClass()) : ifAbsent;
  }

  public List<YamlNode> list(String key) throws YamlRefusal {
    return at(key).asList();
  }

  /** The entries of a list, none when the key is absent. */
  public List<YamlNode> listOrEmpty(String key) throws YamlRefusal {
    return has(key) ? list(key) : List.of();
  }

  /** A list of this many numbers. */
  public double[] numbers(String key, int count) throws YamlRefusal {
    return at(key).asNumbers(count);
  }

  /** A list of rows of numbers, row-major. */
  public double[] matrix(String key, int rows, int columns) throws YamlRefusal {
    return at(key).asMatrix(rows, columns);
  }

  /** A map inside this map. */
  public YamlNode map(String key) throws YamlRefusal {
    return at(key).asMap();
  }

  /** Refuses a map with any other key than these, and proposes the nearest one. */
  public void refuseUnknownKeys(String... known) throws YamlRefusal {
    List<String> knownKeys = List.of(known);
    for (var entry : asMapping().entries().entrySet()) {
      if (!knownKeys.contains(entry.getKey())) {
        throw entry
            .getValue()
            .refusal(
                Reason.UNKNOWN_KEY, "is not known, " + Spelling.advice(entry.getKey(), knownKeys));
      }
    }
  }

  // ---- The value itself.

  public String asText() throws YamlRefusal {
    return YamlScalars.text(this);
  }

  public double asNumber() throws YamlRefusal {
    return YamlScalars.number(this);
  }

  public double asNumberWithin(double lower, double upper) throws YamlRefusal {
    double number = asNumber();
    if (number >= lower && number <= upper) {
      return number;
    }
    throw refusal(
        Reason.OUT_OF_RANGE, "must lie in [" + lower + ", " + upper + "], but is " + number);
  }

  public int asInteger(int lower, int upper) throws YamlRefusal {
    double number = asNumber();
    if (number != Math.rint(number)) {
      throw refusal(Reason.WRONG_TYPE, "must be a whole number, but is " + found());
    }
    if (number >= lower && number <= upper) {
      return (int) number;
    }
    throw refusal(
        Reason.OUT_OF_RANGE, "must lie in [" + lower + ", " + upper + "], but is " + found());
  }

  public boolean asFlag() throws YamlRefusal {
    return YamlScalars.flag(this);
  }

  public Duration asDuration() throws YamlRefusal {
    return YamlScalars.duration(this);
  }

  public <E extends Enum<E>> E asChoice(Class<E> type) throws YamlRefusal {
    String text = asText();
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(text)) {
        return constant;
      }
    }
    throw refusal(
        Reason.OUT_OF_RANGE,
        "must be one of "
            + Stream.of(type.getEnumConstants())
                .map(YamlNode::written)
                .collect(Collectors.joining(", "))
            + ", but is "
            + found());
  }

  public List<YamlNode> asList() throws YamlRefusal {
    if (content instanceof YamlContent.Sequence sequence) {
      return Collections.unmodifiableList(sequence.items());
    }
    throw wrongType("a list");
  }

  public double[] asNumbers(int count) throws YamlRefusal {
    List<YamlNode> items = asList();
    if (items.size() != count) {
      throw refusal(
          Reason.WRONG_SIZE, "must hold " + count + " numbers, but holds " + items.size());
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = items.get(i).asNumber();
    }
    return numbers;
  }

  public double[] asMatrix(int rows, int columns) throws YamlRefusal {
    List<YamlNode> items = asList();
    if (items.size() != rows) {
      throw refusal(Reason.WRONG_SIZE, "must have " + rows + " rows, but has " + items.size());
    }
    double[] matrix = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(items.get(i).asNumbers(columns), 0, matrix, i * columns, columns);
    }
    return matrix;
  }

  /** Whether the value is a map, where it may be something shorter instead. */
  public boolean isMap() {
    return content instanceof YamlContent.Mapping;
  }

  /** This value, once it is known to be a map. */
  public YamlNode asMap() throws YamlRefusal {
    asMapping();
    return this;
  }

  // ---- Where it stands, and refusals of readers.

  /** The name of the file, as every refusal shows it. */
  public String file() {
    return file;
  }

  /** The line of its key, or of the value itself where it has none, counted from 1. */
  public int line() {
    return line;
  }

  /** Such as {@code states[1].lower}; empty for the whole document. */
  public String path() {
    if (parent == null) {
      return step;
    }
    String before = parent.path();
    return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
  }

  /**
   * A refusal of this value by whoever reads it.
   *
   * @param complaint goes on after the key: "must be below 'upper'"
   */
  public YamlRefusal refusal(Reason reason, String complaint) {
    return refusal(reason, Integer.toString(line), complaint);
  }

  /** A refusal of one character of a text, counted from 0. */
  public YamlRefusal refusalAt(int character, Reason reason, String complaint) {
    if (content instanceof YamlContent.Scalar scalar) {
      int column = scalar.oneLine() ? scalar.column() + character : scalar.column();
      return refusal(reason, scalar.line() + ", column " + column, complaint);
    }
    return refusal(reason, complaint);
  }

  private YamlRefusal refusal(Reason reason, String where, String complaint) {
    String path = path();
    String subject = path.isEmpty() ? "the document" : "'" + quotable(path) + "'";
    return new YamlRefusal(reason, file + ", line " + where + ": " + subject + " " + complaint);
  }

  YamlRefusal wrongType(String wanted) {
    return refusal(Reason.WRONG_TYPE, "must be " + wanted + ", but is " + found());
  }

  YamlContent content() {
    return content;
  }

  private YamlContent.Mapping asMapping() throws YamlRefusal {
    if (content instanceof YamlContent.Mapping mapping) {
      return mapping;
    }
    throw wrongType("a map of 'key: value' lines");
  }

  private String found() {
    if (content instanceof YamlContent.Sequence) {
      return "a list";
    }
    if (content instanceof YamlContent.Scalar scalar) {
      if (YamlScalars.isEmpty(scalar)) {
        return "empty";
      }
      String quoted = "'" + quotable(scalar.text()) + "'";
      return scalar.plain() ? quoted : "the quoted text " + quoted;
    }
    return "a map";
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Shortened and without control characters, so that a sentence stays one line. */
  static String quotable(String text) {
    String shortened = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text;
    return shortened.replaceAll("\\p{Cntrl}", " ");
  }
}
