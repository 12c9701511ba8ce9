package io.github.hjelm.export.study;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WaysTaken;
import io.github.hjelm.export.task.WilsonInterval;
import io.github.hjelm.export.train.LossCurve;
import io.github.hjelm.export.train.TrainRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What came of a method as JSON, to the last bit. */
public final class MethodResultFile {

  private static final String SECONDS = "seconds";

  private MethodResultFile() {}

  /** The text of a file. */
  public static String text(MethodResult result) {
    return text(tree(result));
  }

  /** The same with the time that it took. */
  static String text(MethodResult result, double seconds) {
    Map<String, Object> tree = tree(result);
    tree.put(SECONDS, seconds);
    return text(tree);
  }

  private static String text(Map<String, Object> tree) {
    try {
      return JsonTree.write(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be written in memory", e);
    }
  }

  /** The result as part of a larger file; shares and intervals, which follow, stand beside it. */
  public static Map<String, Object> tree(MethodResult result) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("method", result.method());
    tree.put("network", result.network());
    tree.put("measured", result.measured().stream().map(MethodResultFile::tree).toList());
    List<LossCurve.Point> points = result.curve().points();
    Map<String, Object> curve = new LinkedHashMap<>();
    curve.put("step", points.stream().map(LossCurve.Point::step).toList());
    curve.put("loss", points.stream().map(LossCurve.Point::loss).toList());
    curve.put("gradientNorm", points.stream().map(LossCurve.Point::gradientNorm).toList());
    tree.put("curve", curve);
    return tree;
  }

  private static Map<String, Object> tree(Measured measured) {
    AttemptSummary attempts = measured.attempts();
    WilsonInterval interval = attempts.successInterval();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("evaluations", measured.evaluations());
    tree.put("sampler", measured.sampler());
    tree.put("attempts", attempts.attempts());
    tree.put("success", attempts.successShare());
    tree.put("interval95", List.of(interval.lower(), interval.upper()));
    tree.put("modeCoverage", attempts.modeCoverage());
    tree.put("pairsFromOneStart", attempts.ways().pairs());
    tree.put("differentWays", attempts.ways().different());
    tree.put("successesPerMode", attempts.successesPerMode());
    tree.put("violations", attempts.violations());
    tree.put("invalid", attempts.invalid());
    tree.put("meanCost", attempts.meanCost());
    attempts.meanSuccessCost().ifPresent(cost -> tree.put("meanSuccessCost", cost));
    tree.put("meanPeriods", attempts.meanPeriods());
    tree.put("leastClearance", attempts.leastClearance());
    attempts.costRatio().ifPresent(ratio -> tree.put("costRatio", ratio));
    return tree;
  }

  /**
   * What a file holds.
   *
   * @param where the file's name, for the sentence of a refusal
   */
  public static MethodResult read(String text, String where) throws TrainRefusal {
    Fields file = fields(text, where);
    List<Measured> measured = new ArrayList<>();
    for (Object entry : file.list("measured")) {
      measured.add(measured(Fields.of(entry, where + ", measured")));
    }
    return new MethodResult(
        file.text("method"),
        file.text("network"),
        curve(Fields.of(file.value("curve"), where + ", curve")),
        measured);
  }

  /** The time that stands beside a result. */
  static double seconds(String text, String where) throws TrainRefusal {
    return fields(text, where).number(SECONDS);
  }

  private static Fields fields(String text, String where) throws TrainRefusal {
    try {
      return new Fields(JsonTree.read(text.getBytes(StandardCharsets.UTF_8), where), where);
    } catch (TableRefusal e) {
      throw new TrainRefusal(String.valueOf(e.getMessage()), e);
    }
  }

  private static Measured measured(Fields fields) throws TrainRefusal {
    List<Integer> successes = new ArrayList<>();
    for (double count : fields.numbers("successesPerMode")) {
      successes.add((int) count);
    }
    AttemptSummary attempts =
        new AttemptSummary(
            fields.count("attempts"),
            successes,
            fields.count("violations"),
            fields.count("invalid"),
            fields.number("meanCost"),
            fields.optional("meanSuccessCost"),
            fields.number("meanPeriods"),
            fields.number("leastClearance"),
            new WaysTaken(fields.count("pairsFromOneStart"), fields.count("differentWays")),
            fields.optional("costRatio"));
    if (attempts.attempts() < 1 || attempts.successes() > attempts.attempts()) {
      throw fields.wrong("attempts", "no number of attempts with so many successes");
    }
    return new Measured(fields.count("evaluations"), fields.text("sampler"), attempts);
  }

  private static LossCurve curve(Fields fields) throws TrainRefusal {
    List<Double> steps = fields.numbers("step");
    List<Double> losses = fields.numbers("loss");
    List<Double> norms = fields.numbers("gradientNorm");
    if (losses.size() != steps.size() || norms.size() != steps.size()) {
      throw fields.wrong("loss", "not as long as its steps");
    }
    List<LossCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      points.add(new LossCurve.Point(steps.get(i).intValue(), losses.get(i), norms.get(i)));
    }
    return new LossCurve(points);
  }

  /** An object of the file, field by field. */
  private record Fields(Map<String, Object> tree, String where) {

    static Fields of(Object value, String where) throws TrainRefusal {
      if (!(value instanceof Map<?, ?> map)) {
        throw new TrainRefusal(where + " is no object: delete the file to make it anew");
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      map.forEach((name, entry) -> tree.put(String.valueOf(name), entry));
      return new Fields(tree, where);
    }

    TrainRefusal wrong(String name, String what) {
      return new TrainRefusal(
          "%s: '%s' is %s: delete the file to make it anew".formatted(where, name, what));
    }

    Object value(String name) throws TrainRefusal {
      Object value = tree.get(name);
      if (value == null) {
        throw wrong(name, "missing");
      }
      return value;
    }

    String text(String name) throws TrainRefusal {
      return String.valueOf(value(name));
    }

    List<?> list(String name) throws TrainRefusal {
      if (value(name) instanceof List<?> list) {
        return list;
      }
      throw wrong(name, "no list");
    }

    List<Double> numbers(String name) throws TrainRefusal {
      List<Double> numbers = new ArrayList<>();
      for (Object entry : list(name)) {
        numbers.add(number(name, entry));
      }
      return numbers;
    }

    double number(String name) throws TrainRefusal {
      return number(name, value(name));
    }

    OptionalDouble optional(String name) throws TrainRefusal {
      return tree.containsKey(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    int count(String name) throws TrainRefusal {
      double number = number(name);
      if (number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number)) {
        return (int) number;
      }
      throw wrong(name, "no count");
    }

    /** What is not finite is a string in the file. */
    private double number(String name, Object value) throws TrainRefusal {
      if (value instanceof Number number) {
        return number.doubleValue();
      }
      try {
        return Double.parseDouble(String.valueOf(value));
      } catch (NumberFormatException e) {
        throw wrong(name, "no number");
      }
    }
  }
}
