package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.robot.formula.Formula.Constant;
import io.github.hjelm.sensors.robot.formula.Formula.Variable;
import io.github.hjelm.sensors.robot.formula.Formula.Variable.Kind;
import io.github.hjelm.sensors.robot.formula.FormulaNames;
import io.github.hjelm.sensors.robot.formula.FormulaParser;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What every robot's file says, whatever its kind: names, quantities, parameters and start.
 *
 * @param constants the parameters with their values, for bounds and matrices
 * @param stateNames the same and the states, for fallbacks
 * @param allNames the same and the inputs, for rates
 */
record RobotOutline(
    String name,
    List<Quantity> states,
    List<Quantity> controls,
    List<Quantity> disturbances,
    List<Double> initial,
    FormulaNames constants,
    FormulaNames stateNames,
    FormulaNames allNames) {

  private static final int MAX_STATES = 32;
  private static final int MAX_INPUTS = 16;
  private static final int MAX_PARAMETERS = 64;
  private static final int MAX_UNIT_LENGTH = 16;

  /** No bound or parameter lies further out. */
  private static final double MAX_NUMBER = 1e9;

  static RobotOutline read(YamlNode document, Map<String, Double> settings)
      throws YamlRefusal, RobotRefusal {
    String name = document.text("name");
    if (!FrameLimits.isName(name)) {
      throw document
          .at("name")
          .refusal(Reason.OUT_OF_RANGE, "must be 1 to 64 letters, digits or _ . : -");
    }
    if (document.has("description")) {
      document.text("description");
    }
    List<Parameter> parameters = parameters(document);
    FormulaNames constants = FormulaNames.constants();
    for (var value : ParameterValues.of(name, parameters, settings).asMap().entrySet()) {
      constants = constants.with(value.getKey(), new Constant(value.getValue()));
    }
    FormulaNames names = constants;
    List<Quantity> states = quantities(document, "states", Kind.STATE, constants, names);
    names = joined(names, states, Kind.STATE);
    FormulaNames stateNames = names;
    List<Quantity> controls = quantities(document, "controls", Kind.CONTROL, constants, names);
    names = joined(names, controls, Kind.CONTROL);
    List<Quantity> disturbances =
        document.has("disturbances")
            ? quantities(document, "disturbances", Kind.DISTURBANCE, constants, names)
            : List.of();
    names = joined(names, disturbances, Kind.DISTURBANCE);
    List<Double> initial = initial(document, states, constants);
    return new RobotOutline(
        name, states, controls, disturbances, initial, constants, stateNames, names);
  }

  double[] initialState() {
    return initial.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static FormulaNames joined(FormulaNames names, List<Quantity> quantities, Kind kind) {
    FormulaNames more = names;
    for (int i = 0; i < quantities.size(); i++) {
      more = more.with(quantities.get(i).name(), new Variable(kind, i));
    }
    return more;
  }

  private static List<Parameter> parameters(YamlNode document) throws YamlRefusal {
    List<Parameter> parameters = new ArrayList<>();
    if (!document.has("parameters")) {
      return parameters;
    }
    YamlNode map = document.map("parameters");
    if (map.keys().size() > MAX_PARAMETERS) {
      throw map.refusal(Reason.TOO_LARGE, "must hold " + MAX_PARAMETERS + " parameters at most");
    }
    for (String name : map.keys()) {
      YamlNode node = map.at(name);
      checkName(node, name);
      parameters.add(parameter(node, name));
    }
    return parameters;
  }

  private static Parameter parameter(YamlNode node, String name) throws YamlRefusal {
    if (!node.isMap()) {
      double value = node.asNumberWithin(-MAX_NUMBER, MAX_NUMBER);
      return new Parameter(name, "1", value, -MAX_NUMBER, MAX_NUMBER, "");
    }
    node.refuseUnknownKeys("value", "unit", "lower", "upper", "meaning");
    double lower = node.numberWithin("lower", -MAX_NUMBER, MAX_NUMBER, -MAX_NUMBER);
    double upper = node.numberWithin("upper", -MAX_NUMBER, MAX_NUMBER, MAX_NUMBER);
    double value = node.number("value");
    if (!(lower <= value && value <= upper)) {
      throw node.at("value")
          .refusal(Reason.CONTRADICTION, "must lie between 'lower' and 'upper' of the parameter");
    }
    return new Parameter(name, unit(node), value, lower, upper, node.text("meaning", ""));
  }

  private static List<Quantity> quantities(
      YamlNode document, String key, Kind kind, FormulaNames constants, FormulaNames taken)
      throws YamlRefusal {
    List<YamlNode> nodes = document.list(key);
    int max = kind == Kind.STATE ? MAX_STATES : MAX_INPUTS;
    boolean mayBeNone = kind == Kind.DISTURBANCE;
    if (nodes.size() > max || (nodes.isEmpty() && !mayBeNone)) {
      throw document
          .at(key)
          .refusal(
              Reason.WRONG_SIZE,
              "must hold "
                  + (mayBeNone ? 0 : 1)
                  + " to "
                  + max
                  + " entries, but holds "
                  + nodes.size());
    }
    List<Quantity> quantities = new ArrayList<>();
    FormulaNames names = taken;
    for (YamlNode node : nodes) {
      Quantity quantity =
          kind == Kind.STATE ? state(node, constants) : input(node, kind, constants);
      YamlNode nameNode = node.at("name");
      checkName(nameNode, quantity.name());
      if (names.has(quantity.name())) {
        throw nameNode.refusal(
            Reason.CONTRADICTION, "is already the name of something else, choose another");
      }
      names = names.with(quantity.name(), Constant.ZERO);
      quantities.add(quantity);
    }
    return quantities;
  }

  private static Quantity state(YamlNode node, FormulaNames constants) throws YamlRefusal {
    node.refuseUnknownKeys("name", "unit", "lower", "upper", "periodic");
    boolean periodic = node.flag("periodic", false);
    double end = periodic ? Math.PI : Double.POSITIVE_INFINITY;
    double lower = node.has("lower") ? bound(node, "lower", constants) : -end;
    double upper = node.has("upper") ? bound(node, "upper", constants) : end;
    checkOrder(node, lower < upper);
    return new Quantity(node.text("name"), unit(node), lower, upper, periodic);
  }

  private static Quantity input(YamlNode node, Kind kind, FormulaNames constants)
      throws YamlRefusal {
    node.refuseUnknownKeys("name", "unit", "lower", "upper");
    double lower = bound(node, "lower", constants);
    double upper = bound(node, "upper", constants);
    checkOrder(node, kind == Kind.DISTURBANCE ? lower <= upper : lower < upper);
    return Quantity.bounded(node.text("name"), unit(node), lower, upper);
  }

  private static void checkOrder(YamlNode node, boolean inOrder) throws YamlRefusal {
    if (!inOrder) {
      throw node.refusal(Reason.CONTRADICTION, "must have 'lower' below 'upper'");
    }
  }

  private static double bound(YamlNode node, String key, FormulaNames constants)
      throws YamlRefusal {
    double bound = FormulaParser.constant(node.at(key), constants);
    if (Math.abs(bound) <= MAX_NUMBER) {
      return bound;
    }
    throw node.at(key)
        .refusal(
            Reason.OUT_OF_RANGE,
            "must lie in [" + -MAX_NUMBER + ", " + MAX_NUMBER + "], but is " + bound);
  }

  private static String unit(YamlNode node) throws YamlRefusal {
    String unit = node.text("unit", "1");
    if (unit.isEmpty() || unit.length() > MAX_UNIT_LENGTH) {
      throw node.at("unit")
          .refusal(Reason.OUT_OF_RANGE, "must be 1 to " + MAX_UNIT_LENGTH + " characters");
    }
    return unit;
  }

  private static void checkName(YamlNode node, String name) throws YamlRefusal {
    if (!FormulaNames.isName(name)) {
      throw node.refusal(
          Reason.OUT_OF_RANGE,
          "must be named by a letter, then letters, digits and underscores, and not like a"
              + " function");
    }
  }

  private static List<Double> initial(
      YamlNode document, List<Quantity> states, FormulaNames constants) throws YamlRefusal {
    List<Double> initial = new ArrayList<>();
    YamlNode map = document.has("initial") ? document.map("initial") : null;
    if (map != null) {
      map.refuseUnknownKeys(states.stream().map(Quantity::name).toArray(String[]::new));
    }
    for (Quantity state : states) {
      double value = state.clamp(0);
      if (map != null && map.has(state.name())) {
        value = bound(map, state.name(), constants);
        if (!(value >= state.lower() && value <= state.upper())) {
          throw map.at(state.name())
              .refusal(Reason.CONTRADICTION, "must lie within the bounds of the state");
        }
      }
      initial.add(value);
    }
    return initial;
  }
}
