package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms a certificate holds, as its files say.
 *
 * @param problem what was solved
 * @param parameters of the problem, all of them
 * @param robot the name of the game's robot
 * @param controls its control box
 * @param disturbances what is covered
 * @param holdS how long a control may be held
 * @param delayS how old a state may be
 * @param errors of the state, one for all or one per state
 * @param disturbance how much of the model's own disturbances is covered
 * @param margins whose sum is the level
 * @param cap at most this is said of any state
 * @param beyondIsFree whether the game goes on off the grid
 */
public record CertificateTerms(
    String problem,
    Map<String, Object> parameters,
    String robot,
    List<Quantity> controls,
    List<Quantity> disturbances,
    double holdS,
    double delayS,
    List<Double> errors,
    double disturbance,
    SafetyMargins margins,
    double cap,
    boolean beyondIsFree) {

  /** Of the level against the sum of the margins that it is. */
  private static final double ROUNDING = 1e-9;

  public CertificateTerms {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    controls = List.copyOf(controls);
    disturbances = List.copyOf(disturbances);
    errors = List.copyOf(errors);
    // Written so that NaN is refused.
    require(holdS > 0 && holdS < Double.POSITIVE_INFINITY, "holds controls for " + holdS + " s");
    require(delayS >= 0 && delayS <= holdS, "allows a delay of " + delayS + " s");
    require(
        disturbance >= 0 && disturbance < Double.POSITIVE_INFINITY,
        "covers " + disturbance + " times the disturbance");
    require(cap > margins.total(), "has the cap " + cap + ", which is not above its level");
    require(!errors.isEmpty(), "names no error of the state");
    for (double error : errors) {
      require(error >= 0 && error < Double.POSITIVE_INFINITY, "allows an error of " + error);
    }
  }

  /** How far the state may be off, one number per state. */
  public List<Double> errors(int states) {
    return errors.size() == 1 ? Collections.nCopies(states, errors.get(0)) : errors;
  }

  /**
   * Reads them from the two descriptions.
   *
   * @throws IllegalArgumentException when something is missing, contradicts itself or is of another
   *     type; the message continues "the certificate ..."
   */
  static CertificateTerms of(Map<String, Object> value, Map<String, Object> certificate) {
    Map<?, ?> problem = map(value, "problem");
    Map<?, ?> robot = map(certificate, "robot");
    Map<?, ?> promise = map(certificate, "promise");
    Map<?, ?> margins = map(certificate, "margins");
    SafetyMargins taken =
        new SafetyMargins(
            number(margins, "estimation"),
            0,
            number(margins, "interpolation"),
            number(margins, "inter_sample"));
    double level = number(certificate, "level");
    require(
        Math.abs(level - taken.total()) <= ROUNDING * Math.max(1, taken.total()),
        "has the level %s, and its margins add up to %s".formatted(level, taken.total()));
    List<Double> errors = new ArrayList<>();
    for (Object error : list(promise, "error")) {
      errors.add(number(error, "error"));
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    map(problem, "parameters").forEach((name, setting) -> parameters.put((String) name, setting));
    return new CertificateTerms(
        text(problem, "name"),
        parameters,
        text(robot, "name"),
        box(robot, "controls"),
        box(robot, "disturbances"),
        number(promise, "hold"),
        number(promise, "delay"),
        errors,
        number(promise, "disturbance"),
        taken,
        number(map(certificate, "solve"), "cap"),
        beyond(text(promise, "beyond")));
  }

  private static boolean beyond(String word) {
    require(word.equals("free") || word.equals("lost"), "says of what lies beyond: " + word);
    return word.equals("free");
  }

  private static List<Quantity> box(Map<?, ?> tree, String name) {
    List<Quantity> sides = new ArrayList<>();
    for (Object side : list(tree, name)) {
      if (!(side instanceof Map<?, ?> one)) {
        throw new IllegalArgumentException("has " + name + " that are not described");
      }
      sides.add(
          Quantity.bounded(
              text(one, "name"), text(one, "unit"), number(one, "lower"), number(one, "upper")));
    }
    return sides;
  }

  private static Map<?, ?> map(Map<?, ?> tree, String name) {
    if (tree.get(name) instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("has no '" + name + "'");
  }

  private static List<?> list(Map<?, ?> tree, String name) {
    if (tree.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("has no list '" + name + "'");
  }

  static String text(Map<?, ?> tree, String name) {
    if (tree.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("has no text '" + name + "'");
  }

  private static double number(Map<?, ?> tree, String name) {
    return number(tree.get(name), name);
  }

  private static double number(@Nullable Object value, String name) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("has no number '" + name + "'");
  }

  private static void require(boolean isTrue, String otherwise) {
    if (!isTrue) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
