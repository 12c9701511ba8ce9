package io.github.hjelm.sensors.robot.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.formula.Formula.Constant;
import io.github.hjelm.sensors.robot.formula.Formula.Variable;
import io.github.hjelm.sensors.robot.formula.Formula.Variable.Kind;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FormulaTest {

  private static final double[] X = {0.7, -1.3};
  private static final double[] U = {0.4};
  private static final double[] D = {-0.2};

  private static final FormulaNames NAMES =
      FormulaNames.constants()
          .with("mass", new Constant(2))
          .with("zero", Constant.ZERO)
          .with("x", new Variable(Kind.STATE, 0))
          .with("y", new Variable(Kind.STATE, 1))
          .with("u", new Variable(Kind.CONTROL, 0))
          .with("d", new Variable(Kind.DISTURBANCE, 0));

  private static Formula parse(String formula) throws YamlRefusal {
    return FormulaParser.parse(YamlDocument.parse("r.yaml", "f: " + formula).at("f"), NAMES);
  }

  private static double value(String formula) throws YamlRefusal {
    return parse(formula).value(X, U, D);
  }

  private static void assertRefuses(String sentence, String formula) {
    YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> parse(formula), formula);
    assertEquals(sentence, refusal.sentence());
    assertEquals(Reason.FORMULA, refusal.reason());
  }

  @Test
  void bindsAsMathematicsDoes() throws YamlRefusal {
    assertEquals(7.0, value("1 + 2 * 3"));
    assertEquals(-5.0, value("1 - 2 - 4"));
    assertEquals(2.0, value("8 / 2 / 2"));
    assertEquals(-9.0, value("-3^2"));
    assertEquals(512.0, value("2^3^2"));
    assertEquals(0.125, value("2^-3"));
    assertEquals(-6.0, value("2 * -3"));
    assertEquals(5.0, value("2 - -3"));
    assertEquals(1.5e-3, value("1.5e-3"));
    assertEquals(0.5, value(".5"));
    assertEquals(Math.PI / 2, value("pi/2"));
    assertEquals(2.0, value("mass"));
    assertEquals(9.0, value("( 1 + 2 ) * 3"));
  }

  @Test
  void evaluatesVariablesAndFunctions() throws YamlRefusal {
    assertEquals(0.7 - 1.3 + 0.4 - 0.2, value("x + y + u + d"), 1e-15);
    assertEquals(Math.sin(0.7), value("sin(x)"));
    assertEquals(Math.cos(0.7), value("cos(x)"));
    assertEquals(Math.tan(0.7), value("tan(x)"));
    assertEquals(Math.atan(0.7), value("atan(x)"));
    assertEquals(Math.tanh(0.7), value("tanh(x)"));
    assertEquals(Math.sqrt(0.7), value("sqrt(x)"));
    assertEquals(Math.exp(0.7), value("exp(x)"));
    assertEquals(Math.log(0.7), value("log(x)"));
    assertEquals(1.3, value("abs(y)"));
    assertEquals(-1.0, value("sign(y)"));
  }

  @Test
  void slopesAgreeWithCentralDifferences() throws YamlRefusal {
    SplittableRandom random = new SplittableRandom(20261120);
    for (String formula :
        List.of(
            "sin(x*y) + cos(x)/y",
            "tan(x/3) - atan(x*y)",
            "tanh(x - y) * exp(-x)",
            "sqrt(1 + x^2) * log(2 + x)",
            "abs(y) * x^3 - y^-2",
            "sign(y) * x",
            "(x + 1)/(y - 3)/(x - 4)",
            "-x^2 * (y + pi)^0.5",
            "x*x*x*x - (x - y)*(y - x)")) {
      Formula parsed = parse(formula.replace("(y + pi)", "(y^2 + pi)"));
      for (int i = 0; i < 2; i++) {
        Formula slope = parsed.slope(new Variable(Kind.STATE, i));
        for (int test = 0; test < 100; test++) {
          double[] x = {random.nextDouble(0.1, 1.9), -random.nextDouble(0.1, 1.9)};
          double middle = x[i];
          x[i] = middle + 1e-5;
          double above = parsed.value(x, U, D);
          x[i] = middle - 1e-5;
          double below = parsed.value(x, U, D);
          x[i] = middle;
          double expected = (above - below) / 2e-5;
          assertEquals(
              expected, slope.value(x, U, D), 1e-6 * (1 + Math.abs(expected)), formula + " " + i);
        }
      }
    }
  }

  @Test
  void knowsWhatIsAffine() throws YamlRefusal {
    Variable u = new Variable(Kind.CONTROL, 0);
    assertFalse(parse("sin(x)*u/mass + d*y - 3*(u + x)").slope(u).uses(Kind.CONTROL));
    assertFalse(parse("sin(x)*u/mass + d*y - 3*(u + x)").slope(u).uses(Kind.DISTURBANCE));
    assertTrue(parse("u^2").slope(u).uses(Kind.CONTROL));
    assertTrue(parse("sin(u)").slope(u).uses(Kind.CONTROL));
    assertTrue(parse("x/(1 + u)").slope(u).uses(Kind.CONTROL));
    assertTrue(parse("u*d").slope(u).uses(Kind.DISTURBANCE));
    assertEquals(Math.sin(0.7) - 1.3, parse("sin(x) + u*x + y - d").withoutInputs().value(X, U, D));
  }

  @Test
  void simplifiesWhatIsKnownBeforehand() throws YamlRefusal {
    assertEquals(new Constant(6), parse("mass * 3"));
    assertEquals(Constant.ZERO, parse("0 * sin(x)"));
    assertEquals(new Variable(Kind.STATE, 0), parse("1 * x + 0"));
    assertEquals(new Variable(Kind.STATE, 0), parse("x^1 / 1 - 0"));
    assertEquals(Constant.ONE, parse("x^0"));
    assertEquals(Constant.ZERO, parse("sin(x)").slope(new Variable(Kind.STATE, 1)));
  }

  @Test
  void pointsAtTheMistake() {
    assertRefuses(
        "r.yaml, line 1, column 8: 'f' names 'masss', which is not known, did you mean 'mass'?",
        "x + masss");
    assertRefuses(
        "r.yaml, line 1, column 4: 'f' names 'sinh', which is not known, did you mean 'sin'?",
        "sinh(x)");
    assertRefuses("r.yaml, line 1, column 6: 'f' divides by zero", "x / (zero * 3)");
    assertRefuses("r.yaml, line 1, column 4: 'f' is not a finite number here", "log(-1)");
    assertRefuses("r.yaml, line 1, column 6: 'f' is not a finite number here", "10^999");
    assertRefuses(
        "r.yaml, line 1, column 7: 'f' ends where a number, a name or '(' is missing", "x +");
    assertRefuses("r.yaml, line 1, column 6: 'f' has an operator missing before 'y'", "2 y");
    assertRefuses("r.yaml, line 1, column 5: 'f' has an operator missing before 'x'", "2x");
    assertRefuses(
        "r.yaml, line 1, column 8: 'f' opens a '(' here and never closes it", "2 * (x + y");
    assertRefuses("r.yaml, line 1, column 6: 'f' has an operator missing before ')'", "x )");
    assertRefuses(
        "r.yaml, line 1, column 4: 'f' must give sin its argument in parentheses", "sin x");
    assertRefuses(
        "r.yaml, line 1, column 5: 'f' has an exponent that varies, use exp and log instead",
        "x^y");
    assertRefuses(
        "r.yaml, line 1, column 8: 'f' has '*' where a number, a name or '(' must stand", "x * *");
    assertRefuses("r.yaml, line 1, column 4: 'f' has a number here that cannot be read", "1e");
    assertRefuses("r.yaml, line 1, column 5: 'f' has an operator missing before '😀'", "x😀");
  }

  @Test
  void refusesExcess() {
    for (String formula :
        List.of(
            "(".repeat(65) + "x" + ")".repeat(65),
            "-".repeat(65) + "x",
            "x + ".repeat(300) + "x")) {
      YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> parse("\"" + formula + "\""));
      assertEquals(Reason.TOO_LARGE, refusal.reason());
    }
  }
}
