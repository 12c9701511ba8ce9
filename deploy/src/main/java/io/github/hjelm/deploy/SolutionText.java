package io.github.hjelm.deploy;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.sensors.robot.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A solution in words. */
final class SolutionText {

  private final Solution solution;

  SolutionText(Solution solution) {
    this.solution = solution;
  }

  /** What a user wants to know at the end of a solve. */
  String summary() {
    StringBuilder text = new StringBuilder();
    fact(text, "problem", solution.problem());
    fact(text, "grid", counts() + " = " + nodes());
    fact(text, "scheme", solution.scheme() + ", " + monotone());
    fact(text, "horizon", horizon());
    fact(
        text,
        "solved in",
        String.format(Locale.ROOT, "%.2f s, %,d steps", solution.seconds(), solution.steps()));
    fact(text, "speed", millions(solution.nodeUpdatesPerSecond()) + " node updates per s");
    fact(text, "residual", Words.number(solution.residual()));
    fact(text, "values", range() + "; " + solution.sign());
    if (solution.sign().startsWith("safe where > 0")) {
      fact(text, "unsafe", unsafeShare());
    }
    return text.toString();
  }

  /** The same with axes and parameters, for whoever finds a table; the catalogue has the units. */
  String whole(ProblemCatalog catalog) {
    StringBuilder text = new StringBuilder(summary());
    text.append('\n');
    for (GridAxis axis : solution.grid().axes()) {
      fact(text, "axis " + axis.name(), axisText(axis));
    }
    if (!solution.parameters().isEmpty()) {
      text.append('\n');
    }
    Map<String, String> units = units(catalog);
    for (Map.Entry<String, Object> parameter : solution.parameters().entrySet()) {
      Object value = parameter.getValue();
      String written =
          value instanceof Number number
              ? Words.number(number.doubleValue()) + units.getOrDefault(parameter.getKey(), "")
              : value.toString();
      fact(text, parameter.getKey(), written);
    }
    return text.toString();
  }

  /** What stands behind each number; nothing where the catalogue does not know it. */
  private Map<String, String> units(ProblemCatalog catalog) {
    return catalog.find(solution.problem()).map(Problem::parameters).orElse(List.of()).stream()
        .collect(Collectors.toMap(Parameter::name, parameter -> Words.unit(parameter.unit())));
  }

  private static String millions(double count) {
    return count < 1e6 ? Words.number(count) : Words.number(count / 1e6) + " million";
  }

  private static void fact(StringBuilder text, String name, String value) {
    text.append("%-12s %s%n".formatted(name, value));
  }

  private String counts() {
    return solution.grid().axes().stream()
        .map(axis -> Integer.toString(axis.count()))
        .collect(Collectors.joining(" × "));
  }

  private String nodes() {
    boolean single = solution.values() instanceof Values.Floats;
    return String.format(
        Locale.ROOT,
        "%,d nodes of %d bytes",
        solution.grid().size(),
        single ? Float.BYTES : Double.BYTES);
  }

  private String monotone() {
    return solution.monotone()
        ? "monotone: it converges to the viscosity solution"
        : "not monotone: for accuracy, not for a certificate";
  }

  private String horizon() {
    return Double.isInfinite(solution.horizonS())
        ? "until nothing changed"
        : Words.number(solution.horizonS()) + " s";
  }

  private static String axisText(GridAxis axis) {
    String unit = Words.unit(axis.unit());
    return "%s to %s%s, %d nodes, %s%s apart%s"
        .formatted(
            Words.number(axis.lower()),
            Words.number(axis.upper()),
            unit,
            axis.count(),
            Words.number(axis.spacing()),
            unit,
            axis.periodic() ? ", periodic" : "");
  }

  private String range() {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    int odd = 0;
    for (int node = 0; node < solution.values().size(); node++) {
      double value = solution.values().get(node);
      if (Double.isFinite(value)) {
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      } else {
        odd++;
      }
    }
    String finite =
        smallest <= largest
            ? "%s to %s".formatted(Words.number(smallest), Words.number(largest))
            : "none is finite";
    return odd == 0
        ? finite
        : finite + String.format(Locale.ROOT, ", %,d nodes are not finite", odd);
  }

  private String unsafeShare() {
    int unsafe = 0;
    for (int node = 0; node < solution.values().size(); node++) {
      // Written so that NaN counts as unsafe.
      if (!(solution.values().get(node) >= 0)) {
        unsafe++;
      }
    }
    return String.format(
        Locale.ROOT,
        "%.2f %% of the nodes (%,d)",
        100.0 * unsafe / solution.values().size(),
        unsafe);
  }
}
