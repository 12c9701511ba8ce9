package io.github.hjelm.sensors.robot.formula;

import io.github.hjelm.sensors.robot.formula.Formula.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the names in a formula stand for. */
public final class FormulaNames {

  private static final int MAX_LENGTH = 64;

  private final Map<String, Formula> meanings;

  private FormulaNames(Map<String, Formula> meanings) {
    this.meanings = meanings;
  }

  /** Only what is always known. */
  public static FormulaNames constants() {
    return new FormulaNames(Map.of("pi", new Constant(Math.PI)));
  }

  /** These and one more. */
  public FormulaNames with(String name, Formula meaning) {
    Map<String, Formula> more = new LinkedHashMap<>(meanings);
    more.put(name, meaning);
    return new FormulaNames(Collections.unmodifiableMap(more));
  }

  public boolean has(String name) {
    return meanings.containsKey(name);
  }

  /** What a name stands for; it must be one of them. */
  Formula meaning(String name) {
    Formula meaning = meanings.get(name);
    if (meaning == null) {
      throw new IllegalArgumentException("nothing is called '" + name + "'");
    }
    return meaning;
  }

  /** Names and functions, for proposals. */
  List<String> all() {
    List<String> all = new ArrayList<>(meanings.keySet());
    for (Function function : Function.values()) {
      all.add(function.written());
    }
    return all;
  }

  /** Whether something may be called so: a letter, then letters, digits and underscores. */
  public static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !isStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isPart(text.charAt(i))) {
        return false;
      }
    }
    return !text.equals("pi") && Function.named(text).isEmpty();
  }

  /** Where a name first stands in a formula, as a word of its own; 0 if it does not. */
  public static int position(String formula, String name) {
    for (int at = formula.indexOf(name); at >= 0; at = formula.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = at == 0 || !isPart(formula.charAt(at - 1));
      boolean ends = end == formula.length() || !isPart(formula.charAt(end));
      if (begins && ends) {
        return at;
      }
    }
    return 0;
  }

  static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isPart(char c) {
    return isStart(c) || (c >= '0' && c <= '9');
  }
}
