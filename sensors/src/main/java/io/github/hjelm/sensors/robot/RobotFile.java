package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.robot.formula.Formula;
import io.github.hjelm.sensors.robot.formula.Formula.Constant;
import io.github.hjelm.sensors.robot.formula.Formula.Variable;
import io.github.hjelm.sensors.robot.formula.FormulaNames;
import io.github.hjelm.sensors.robot.formula.FormulaParser;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a robot from what a user wrote in a file. */
final class RobotFile {

  /** Keeps one step of the model below a millisecond on any machine. */
  private static final long MAX_OPERATIONS = 20_000;

  /** How a file describes the dynamics. */
  private enum Kind {
    /** By the matrices A, B and D. */
    LINEAR,
    /** By a formula for the rate of each state. */
    KINEMATIC
  }

  private static final double[] NONE = {};

  private RobotFile() {}

  static Robot read(YamlNode document, Map<String, Double> settings)
      throws YamlRefusal, RobotRefusal {
    Kind kind = document.choice("kind", Kind.class);
    if (kind == Kind.LINEAR) {
      document.refuseUnknownKeys(
          "kind",
          "name",
          "description",
          "parameters",
          "states",
          "controls",
          "disturbances",
          "initial",
          "fallback",
          "A",
          "B",
          "D");
      return linear(document, RobotOutline.read(document, settings));
    }
    document.refuseUnknownKeys(
        "kind",
        "name",
        "description",
        "parameters",
        "states",
        "controls",
        "disturbances",
        "initial",
        "fallback",
        "rates");
    return kinematic(document, RobotOutline.read(document, settings));
  }

  private static Robot linear(YamlNode document, RobotOutline outline) throws YamlRefusal {
    int n = outline.states().size();
    int p = outline.disturbances().size();
    if (p == 0 && document.has("D")) {
      throw document.at("D").refusal(Reason.CONTRADICTION, "needs a list 'disturbances'");
    }
    List<Formula> fallback = fallback(document, outline);
    return new LinearRobot(
        outline.name(),
        outline.states(),
        outline.controls(),
        outline.disturbances(),
        matrix(document, "A", n, n, outline),
        matrix(document, "B", n, outline.controls().size(), outline),
        p == 0 ? new double[0] : matrix(document, "D", n, p, outline),
        outline.initialState(),
        (x, u) -> {
          for (int j = 0; j < fallback.size(); j++) {
            u[j] = fallback.get(j).value(x, NONE, NONE);
          }
        });
  }

  /** Reads rows of constant formulas. */
  private static double[] matrix(
      YamlNode document, String key, int rows, int columns, RobotOutline outline)
      throws YamlRefusal {
    List<YamlNode> rowNodes = document.list(key);
    checkSize(document.at(key), rowNodes.size(), rows, "rows");
    double[] matrix = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      List<YamlNode> entries = rowNodes.get(i).asList();
      checkSize(rowNodes.get(i), entries.size(), columns, "entries");
      for (int j = 0; j < columns; j++) {
        matrix[i * columns + j] = FormulaParser.constant(entries.get(j), outline.constants());
      }
    }
    return matrix;
  }

  private static void checkSize(YamlNode node, int size, int wanted, String of) throws YamlRefusal {
    if (size != wanted) {
      throw node.refusal(Reason.WRONG_SIZE, "must have " + wanted + " " + of + ", but has " + size);
    }
  }

  private static Robot kinematic(YamlNode document, RobotOutline outline) throws YamlRefusal {
    YamlNode map = document.map("rates");
    map.refuseUnknownKeys(names(outline.states()));
    List<Formula> rates = new ArrayList<>();
    for (Quantity state : outline.states()) {
      YamlNode node = map.at(state.name());
      Formula rate = FormulaParser.parse(node, outline.allNames());
      checkAffine(node, rate, outline);
      rates.add(rate);
    }
    KinematicRobot robot = new KinematicRobot(outline, rates, fallback(document, outline));
    if (robot.costsMoreThan(MAX_OPERATIONS)) {
      throw map.refusal(
          Reason.TOO_LARGE, "cost more than " + MAX_OPERATIONS + " operations per step");
    }
    checkFinite(map, robot);
    return robot;
  }

  private static void checkAffine(YamlNode node, Formula rate, RobotOutline outline)
      throws YamlRefusal {
    for (int j = 0; j < outline.controls().size(); j++) {
      checkAffine(node, rate, new Variable(Variable.Kind.CONTROL, j), outline.controls().get(j));
    }
    for (int k = 0; k < outline.disturbances().size(); k++) {
      checkAffine(
          node, rate, new Variable(Variable.Kind.DISTURBANCE, k), outline.disturbances().get(k));
    }
  }

  private static void checkAffine(YamlNode node, Formula rate, Variable by, Quantity input)
      throws YamlRefusal {
    Formula slope = rate.slope(by);
    if (slope.uses(Variable.Kind.CONTROL) || slope.uses(Variable.Kind.DISTURBANCE)) {
      throw node.refusalAt(
          FormulaNames.position(node.asText(), input.name()),
          Reason.CONTRADICTION,
          "is not affine in '"
              + input.name()
              + "', which may only be multiplied by states and parameters");
    }
  }

  private static void checkFinite(YamlNode rates, KinematicRobot robot) throws YamlRefusal {
    int n = robot.states().size();
    double[] x = new double[n];
    double[] u = new double[robot.controls().size()];
    double[] d = new double[robot.disturbances().size()];
    double[] f = new double[n];
    double[] jacobian = new double[n * n];
    double[] g = new double[n * u.length];
    double[] disturbanceMatrix = new double[n * d.length];
    robot.initialState(x);
    robot.drift(x, f);
    robot.stateJacobian(x, u, d, jacobian);
    robot.controlMatrix(x, g);
    robot.disturbanceMatrix(x, disturbanceMatrix);
    for (double[] values : List.of(f, jacobian, g, disturbanceMatrix)) {
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          String state = robot.states().get(i / (values.length / n)).name();
          throw rates
              .at(state)
              .refusal(
                  Reason.CONTRADICTION,
                  "or its slope is not finite at the initial state, set another 'initial'");
        }
      }
    }
  }

  private static List<Formula> fallback(YamlNode document, RobotOutline outline)
      throws YamlRefusal {
    List<Formula> fallback = new ArrayList<>();
    YamlNode map = document.has("fallback") ? document.map("fallback") : null;
    if (map != null) {
      map.refuseUnknownKeys(names(outline.controls()));
    }
    for (Quantity control : outline.controls()) {
      fallback.add(
          map != null && map.has(control.name())
              ? FormulaParser.parse(map.at(control.name()), outline.stateNames())
              : Constant.ZERO);
    }
    return fallback;
  }

  private static String[] names(List<Quantity> quantities) {
    return quantities.stream().map(Quantity::name).toArray(String[]::new);
  }
}
