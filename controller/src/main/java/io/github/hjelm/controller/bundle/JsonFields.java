package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.reach.JsonTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one JSON object; each is asked for by name, and none may be left over. */
final class JsonFields {

  /** Of any text that is shown or compared. */
  private static final int MAX_TEXT = 1000;

  private static final int MAX_ENTRIES = 10_000;

  private final Map<?, ?> tree;
  private final String where;
  private final Set<String> seen = new HashSet<>();

  JsonFields(Map<?, ?> tree, String where) {
    this.tree = tree;
    this.where = where;
  }

  String text(String name) throws BundleRefusal {
    return asText(value(name), name);
  }

  double number(String name) throws BundleRefusal {
    return asNumber(value(name), name);
  }

  int count(String name, int lower, int upper) throws BundleRefusal {
    long count = whole(name);
    if (count < lower || count > upper) {
      throw malformed(name, "a whole number from " + lower + " to " + upper);
    }
    return (int) count;
  }

  long whole(String name) throws BundleRefusal {
    if (value(name) instanceof Long count) {
      return count;
    }
    throw malformed(name, "a whole number");
  }

  boolean truth(String name) throws BundleRefusal {
    if (value(name) instanceof Boolean truth) {
      return truth;
    }
    throw malformed(name, "true or false");
  }

  JsonFields object(String name) throws BundleRefusal {
    if (value(name) instanceof Map<?, ?> map) {
      return new JsonFields(map, where + ", field " + name);
    }
    throw malformed(name, "an object");
  }

  List<JsonFields> objects(String name) throws BundleRefusal {
    List<JsonFields> objects = new ArrayList<>();
    for (Object entry : list(name)) {
      if (!(entry instanceof Map<?, ?> map)) {
        throw malformed(name, "a list of objects");
      }
      objects.add(new JsonFields(map, where + ", entry " + objects.size() + " of " + name));
    }
    return objects;
  }

  List<Double> numbers(String name) throws BundleRefusal {
    List<Double> numbers = new ArrayList<>();
    for (Object entry : list(name)) {
      numbers.add(asNumber(entry, name));
    }
    return numbers;
  }

  /** Whether there is such a field; the others have to be there. */
  boolean has(String name) {
    return tree.containsKey(name);
  }

  List<String> textList(String name) throws BundleRefusal {
    List<String> texts = new ArrayList<>();
    for (Object entry : list(name)) {
      texts.add(asText(entry, name));
    }
    return texts;
  }

  /** All fields as texts. */
  Map<String, String> texts() throws BundleRefusal {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names()) {
      texts.put(name, text(name));
    }
    return texts;
  }

  /** All fields as numbers. */
  Map<String, Double> numbers() throws BundleRefusal {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (String name : names()) {
      numbers.put(name, number(name));
    }
    return numbers;
  }

  /** All fields as counts. */
  Map<String, Integer> counts(int lower, int upper) throws BundleRefusal {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String name : names()) {
      counts.put(name, count(name, lower, upper));
    }
    return counts;
  }

  /** A field that this version does not know may say what this version would get wrong. */
  void refuseOthers() throws BundleRefusal {
    for (String name : names()) {
      if (!seen.contains(name)) {
        throw new BundleRefusal(
            where
                + " has the field "
                + JsonTree.shortened(name)
                + ", which this version does not know: use a newer one or remove the field");
      }
    }
  }

  BundleRefusal malformed(String name, String wanted) {
    return new BundleRefusal(
        where + ": the field " + JsonTree.shortened(name) + " is not " + wanted);
  }

  private List<String> names() {
    return tree.keySet().stream().map(String::valueOf).toList();
  }

  private List<?> list(String name) throws BundleRefusal {
    if (value(name) instanceof List<?> list && list.size() <= MAX_ENTRIES) {
      return list;
    }
    throw malformed(name, "a list of at most " + MAX_ENTRIES + " entries");
  }

  private Object value(String name) throws BundleRefusal {
    seen.add(name);
    Object value = tree.get(name);
    if (value == null) {
      throw new BundleRefusal(where + " has no field " + JsonTree.shortened(name));
    }
    return value;
  }

  private String asText(Object value, String name) throws BundleRefusal {
    if (value instanceof String text
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw malformed(name, "one line of at most " + MAX_TEXT + " characters");
  }

  private double asNumber(Object value, String name) throws BundleRefusal {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    // What has no bound is written as Python's float reads it.
    if ("Infinity".equals(value)) {
      return Double.POSITIVE_INFINITY;
    }
    if ("-Infinity".equals(value)) {
      return Double.NEGATIVE_INFINITY;
    }
    throw malformed(name, "a number");
  }
}
