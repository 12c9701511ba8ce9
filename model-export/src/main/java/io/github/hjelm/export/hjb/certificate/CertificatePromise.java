package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * For what a certificate is asked: {@code hold=0.02,delay=0.005,error=0.01:0.01:0.005}.
 *
 * @param holdS the longest hold
 * @param delayS the oldest estimate that is acted on, at most one hold
 * @param errors the bound of the estimate's error: one per state, or one for all
 * @param disturbance by how much the robot's own disturbance box is scaled
 * @param inflation by how much it is widened again while the value is solved
 * @param cap clearances above it count as it; empty means a share of the largest
 * @param interpolation what is set aside for points between those that are checked; empty means
 *     twice what an audit of random points shows
 * @param checks into how many parts each side of a cell is cut; empty means by dimension
 * @param sweeps when to give up
 * @param trials runs of the filter that it has to stand before it is handed out
 */
public record CertificatePromise(
    double holdS,
    double delayS,
    List<Double> errors,
    double disturbance,
    double inflation,
    OptionalDouble cap,
    OptionalDouble interpolation,
    OptionalInt checks,
    int sweeps,
    int trials) {

  private static final int TRIALS = 20_000;

  private static final List<String> KEYS =
      List.of(
          "hold",
          "delay",
          "error",
          "disturbance",
          "inflation",
          "cap",
          "interpolation",
          "checks",
          "sweeps",
          "trials");

  public CertificatePromise {
    errors = List.copyOf(errors);
  }

  /** A promise for one hold, everything else as usual. */
  public static CertificatePromise of(double holdS) {
    return new CertificatePromise(
        holdS,
        0,
        List.of(0.0),
        1,
        1.05,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        20_000,
        TRIALS);
  }

  /** Reads {@code key=value,…}. */
  public static CertificatePromise parse(String written) throws SolveRefusal {
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : written.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new SolveRefusal("--certify '" + part + "' is not KEY=VALUE, such as hold=0.02");
      }
      String key = part.substring(0, equals).strip();
      if (!KEYS.contains(key)) {
        throw new SolveRefusal("--certify has no key '" + key + "', " + Spelling.advice(key, KEYS));
      }
      if (given.put(key, part.substring(equals + 1).strip()) != null) {
        throw new SolveRefusal("--certify names '" + key + "' twice");
      }
    }
    if (!given.containsKey("hold")) {
      throw new SolveRefusal("--certify needs the hold in seconds, such as hold=0.02");
    }
    double holdS = number(given, "hold", 0, 1e-6, 100);
    List<Double> errors = new ArrayList<>();
    for (String error : given.getOrDefault("error", "0").split(":", -1)) {
      errors.add(number("error", error, 0, 1e6));
    }
    return new CertificatePromise(
        holdS,
        number(given, "delay", 0, 0, holdS),
        errors,
        number(given, "disturbance", 1, 0, 100),
        number(given, "inflation", 1.05, 1, 99),
        optional(given, "cap", 1e-9, 1e9),
        optional(given, "interpolation", 0, 1e9),
        given.containsKey("checks")
            ? OptionalInt.of(whole(given, "checks", 1, 8))
            : OptionalInt.empty(),
        given.containsKey("sweeps") ? whole(given, "sweeps", 1, 10_000_000) : 20_000,
        given.containsKey("trials") ? whole(given, "trials", 1, 100_000_000) : TRIALS);
  }

  private static OptionalDouble optional(
      Map<String, String> given, String key, double lower, double upper) throws SolveRefusal {
    return given.containsKey(key)
        ? OptionalDouble.of(number(given, key, 0, lower, upper))
        : OptionalDouble.empty();
  }

  private static int whole(Map<String, String> given, String key, int lower, int upper)
      throws SolveRefusal {
    double value = number(given, key, lower, lower, upper);
    if (value != Math.rint(value)) {
      throw new SolveRefusal("--certify: " + key + " must be a whole number, but is " + value);
    }
    return (int) value;
  }

  private static double number(
      Map<String, String> given, String key, double standard, double lower, double upper)
      throws SolveRefusal {
    String written = given.get(key);
    return written == null ? standard : number(key, written, lower, upper);
  }

  private static double number(String key, String written, double lower, double upper)
      throws SolveRefusal {
    double value;
    try {
      value = Double.parseDouble(written);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    // Written so that NaN is refused.
    if (value >= lower && value <= upper) {
      return value;
    }
    throw new SolveRefusal(
        "--certify: %s must be a number from %s to %s, but is '%s'"
            .formatted(key, lower, upper, written));
  }

  /** Refuses errors that are not one for all or one for each. */
  public void requireStates(int states) throws SolveRefusal {
    if (errors.size() != 1 && errors.size() != states) {
      throw new SolveRefusal(
          "--certify: error has %d numbers and there are %d states; give one, or one for each"
              .formatted(errors.size(), states));
    }
  }

  /** The error of each state. */
  double[] errors(int states) {
    double[] each = new double[states];
    for (int i = 0; i < states; i++) {
      each[i] = errors.get(errors.size() == 1 ? 0 : i);
    }
    return each;
  }
}
