package io.github.hjelm.sensors.yaml;

import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.time.Duration;
import java.util.Map;

/** What a single text means when a number, a flag or a time is asked for. */
final class YamlScalars {

  private static final Map<String, Double> SECONDS_BY_UNIT =
      Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "h", 3600.0);

  /** Longer digit strings only slow the reader down. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private static final double MAX_DURATION_S = 366 * 86_400.0;

  private YamlScalars() {}

  static boolean isEmpty(YamlContent.Scalar scalar) {
    String text = scalar.text();
    return scalar.plain() && (text.isEmpty() || text.equals("~") || text.equals("null"));
  }

  static String text(YamlNode node) throws YamlRefusal {
    if (node.content() instanceof YamlContent.Scalar scalar && !isEmpty(scalar)) {
      return scalar.text();
    }
    throw node.wrongType("a text");
  }

  static double number(YamlNode node) throws YamlRefusal {
    if (node.content() instanceof YamlContent.Scalar scalar
        && scalar.plain()
        && isDecimal(scalar.text())) {
      double number = Double.parseDouble(scalar.text());
      if (Double.isFinite(number)) {
        return number;
      }
      throw node.refusal(Reason.OUT_OF_RANGE, "must be a finite number, but overflows");
    }
    throw node.wrongType("a number");
  }

  static boolean flag(YamlNode node) throws YamlRefusal {
    if (node.content() instanceof YamlContent.Scalar scalar && scalar.plain()) {
      if (scalar.text().equals("true")) {
        return true;
      }
      if (scalar.text().equals("false")) {
        return false;
      }
    }
    throw node.wrongType("true or false");
  }

  static Duration duration(YamlNode node) throws YamlRefusal {
    if (node.content() instanceof YamlContent.Scalar scalar) {
      String text = scalar.text();
      int end = 0;
      while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
        end++;
      }
      Double unitS = SECONDS_BY_UNIT.get(text.substring(end).trim());
      if (unitS != null && isDecimal(text.substring(0, end))) {
        double seconds = Double.parseDouble(text.substring(0, end)) * unitS;
        if (seconds <= MAX_DURATION_S) {
          return Duration.ofNanos(Math.round(seconds * 1e9));
        }
        throw node.refusal(Reason.OUT_OF_RANGE, "must be a year at most");
      }
    }
    throw node.wrongType("a time with its unit such as 250 us, 20 ms, 1.5 s or 2 min");
  }

  /**
   * Whether a text is a decimal number: digits with an optional sign, point and exponent. Java's
   * own parser would also take {@code 0x1p3}, {@code 5d} and {@code NaN}.
   */
  static boolean isDecimal(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return false;
    }
    int at = sign(text, 0);
    int wholeEnd = digits(text, at);
    int mantissaDigits = wholeEnd - at;
    at = wholeEnd;
    if (at < text.length() && text.charAt(at) == '.') {
      int fractionEnd = digits(text, at + 1);
      mantissaDigits += fractionEnd - at - 1;
      at = fractionEnd;
    }
    if (mantissaDigits == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = sign(text, at + 1);
      at = digits(text, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == text.length();
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int digits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
