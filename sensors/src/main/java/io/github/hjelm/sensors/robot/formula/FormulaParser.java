package io.github.hjelm.sensors.robot.formula;

import io.github.hjelm.sensors.robot.formula.Formula.Constant;
import io.github.hjelm.sensors.yaml.Spelling;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.util.Optional;

/**
 * Reads a formula: numbers, names, {@code + - * / ^}, parentheses and functions.
 *
 * <p>{@code ^} binds tightest and to the right, then a sign, then {@code * /}, then {@code + -}, so
 * {@code -x^2} is -(x²).
 */
public final class FormulaParser {

  /** Longer formulas are better split by a parameter. */
  private static final int MAX_LENGTH = 1000;

  /** Parentheses, signs and powers inside each other. */
  private static final int MAX_DEPTH = 64;

  private final YamlNode node;
  private final String text;
  private final FormulaNames names;
  private int at;
  private int depth;

  private FormulaParser(YamlNode node, FormulaNames names) throws YamlRefusal {
    this.node = node;
    this.names = names;
    text = node.asText();
  }

  /** Reads the formula that is a node's text. */
  public static Formula parse(YamlNode node, FormulaNames names) throws YamlRefusal {
    FormulaParser parser = new FormulaParser(node, names);
    if (parser.text.length() > MAX_LENGTH) {
      throw node.refusal(
          Reason.TOO_LARGE, "is a formula of more than " + MAX_LENGTH + " characters");
    }
    Formula formula = parser.sum();
    if (parser.at < parser.text.length()) {
      throw parser.refusal("has an operator missing before " + parser.found());
    }
    return formula;
  }

  /** Reads a formula without variables, such as {@code -max_speed} or {@code 2*pi}. */
  public static double constant(YamlNode node, FormulaNames names) throws YamlRefusal {
    if (parse(node, names) instanceof Constant constant) {
      return constant.number();
    }
    throw node.refusal(
        Reason.FORMULA, "must be made of numbers and parameters only, not of states or controls");
  }

  private Formula sum() throws YamlRefusal {
    Formula result = product();
    while (next('+') || next('-')) {
      Operation operation = text.charAt(at) == '+' ? Operation.SUM : Operation.DIFFERENCE;
      int sign = at++;
      result = joined(operation, result, product(), sign);
    }
    return result;
  }

  private Formula product() throws YamlRefusal {
    Formula result = signed();
    while (next('*') || next('/')) {
      Operation operation = text.charAt(at) == '*' ? Operation.PRODUCT : Operation.QUOTIENT;
      int sign = at++;
      result = joined(operation, result, signed(), sign);
    }
    return result;
  }

  private Formula signed() throws YamlRefusal {
    if (!next('-') && !next('+')) {
      return power();
    }
    boolean negative = text.charAt(at) == '-';
    descend();
    at++;
    Formula result = signed();
    depth--;
    return negative ? Operation.negative(result) : result;
  }

  private Formula power() throws YamlRefusal {
    Formula base = atom();
    if (!next('^')) {
      return base;
    }
    descend();
    int sign = at++;
    Formula exponent = signed();
    depth--;
    if (!(exponent instanceof Constant)) {
      throw refusalAt(sign, "has an exponent that varies, use exp and log instead");
    }
    return joined(Operation.POWER, base, exponent, sign);
  }

  private Formula atom() throws YamlRefusal {
    skipSpace();
    if (at == text.length()) {
      throw refusal("ends where a number, a name or '(' is missing");
    }
    char c = text.charAt(at);
    if (c == '(') {
      return parenthesised();
    }
    if ((c >= '0' && c <= '9') || c == '.') {
      return number();
    }
    if (FormulaNames.isStart(c)) {
      return named();
    }
    throw refusal("has " + found() + " where a number, a name or '(' must stand");
  }

  private Formula parenthesised() throws YamlRefusal {
    int opening = at;
    descend();
    at++;
    Formula result = sum();
    if (!next(')')) {
      throw refusalAt(opening, "opens a '(' here and never closes it");
    }
    at++;
    depth--;
    return result;
  }

  private Formula number() throws YamlRefusal {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      digits();
    }
    try {
      return finite(new Constant(Double.parseDouble(text.substring(start, at))), start);
    } catch (NumberFormatException e) {
      throw refusalAt(start, "has a number here that cannot be read");
    }
  }

  private void digits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }

  private Formula named() throws YamlRefusal {
    int start = at;
    while (at < text.length() && FormulaNames.isPart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    Optional<Function> function = Function.named(name);
    if (function.isPresent()) {
      if (!next('(')) {
        throw refusalAt(start, "must give " + name + " its argument in parentheses");
      }
      return finite(function.get().at(parenthesised()), start);
    }
    if (!names.has(name)) {
      throw refusalAt(
          start, "names '" + name + "', which is not known, " + Spelling.advice(name, names.all()));
    }
    return names.meaning(name);
  }

  private Formula joined(Operation operation, Formula a, Formula b, int sign) throws YamlRefusal {
    if (operation == Operation.QUOTIENT && b instanceof Constant divisor && divisor.number() == 0) {
      throw refusalAt(sign, "divides by zero");
    }
    return finite(operation.join(a, b), sign);
  }

  private Formula finite(Formula formula, int where) throws YamlRefusal {
    if (formula instanceof Constant constant && !Double.isFinite(constant.number())) {
      throw refusalAt(where, "is not a finite number here");
    }
    return formula;
  }

  private void descend() throws YamlRefusal {
    if (++depth > MAX_DEPTH) {
      throw node.refusal(
          Reason.TOO_LARGE, "is a formula nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  private boolean next(char wanted) {
    skipSpace();
    return at < text.length() && text.charAt(at) == wanted;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String found() {
    return "'" + new String(Character.toChars(text.codePointAt(at))) + "'";
  }

  private YamlRefusal refusal(String complaint) {
    return refusalAt(at, complaint);
  }

  private YamlRefusal refusalAt(int character, String complaint) {
    return node.refusalAt(character, Reason.FORMULA, complaint);
  }
}
