package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.controller.policy.graph.Constant;
import io.github.hjelm.controller.policy.graph.Operation;
import io.github.hjelm.controller.policy.graph.PolicyGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A graph as it grows, and what it answers in plain loops in double precision: slow, obvious, and
 * the judge of the engine.
 */
final class GraphSketch {

  private final List<Operation> operations = new ArrayList<>();

  GraphSketch() {
    add("observation", "Placeholder");
    add("noise", "Placeholder");
  }

  String add(String name, String kind, String... inputs) {
    return add(name, kind, Set.of(), null, inputs);
  }

  String add(
      String name, String kind, Set<String> flags, @Nullable Constant constant, String... inputs) {
    operations.add(
        new Operation(name, kind, List.of(inputs), flags, Optional.ofNullable(constant)));
    return name;
  }

  String constant(String name, List<Integer> shape, float... numbers) {
    return add(name, "Const", Set.of(), new Constant(shape, numbers));
  }

  String matrix(String name, int rows, int columns, SplittableRandom random) {
    float[] numbers = new float[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextGaussian() / Math.sqrt(rows));
    }
    return constant(name, List.of(rows, columns), numbers);
  }

  String row(String name, int columns, SplittableRandom random) {
    float[] numbers = new float[columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return constant(name, random.nextBoolean() ? List.of(columns) : List.of(1, columns), numbers);
  }

  PolicyGraph graph(String actions) {
    return new PolicyGraph(operations, "observation", "noise", actions);
  }

  /** What it answers to one observation and one noise. */
  double[] answer(String actions, double[] observation, double[] noise) {
    Map<String, double[]> values = new HashMap<>();
    values.put("observation", observation);
    values.put("noise", noise);
    for (Operation operation : operations) {
      values.computeIfAbsent(operation.name(), name -> value(operation, values));
    }
    return at(values, actions);
  }

  private static double[] value(Operation operation, Map<String, double[]> values) {
    List<double[]> in = new ArrayList<>();
    operation.inputs().forEach(name -> in.add(at(values, name)));
    return switch (operation.kind()) {
      case "Const" -> numbers(operation.constant().orElseThrow());
      case "Identity", "BroadcastTo" -> in.get(0);
      case "Shape" -> new double[0];
      case "MatMul" -> product(in.get(0), in.get(1), operation.flags().contains("transpose_b"));
      case "Add", "AddV2", "BiasAdd" -> pairs(in, (a, b) -> a + b);
      case "Sub" -> pairs(in, (a, b) -> a - b);
      case "Mul" -> pairs(in, (a, b) -> a * b);
      case "Div", "RealDiv" -> pairs(in, (a, b) -> a / b);
      case "Relu" -> each(in, a -> Math.max(0, a));
      case "Tanh" -> each(in, Math::tanh);
      case "Sigmoid" -> each(in, a -> 1 / (1 + Math.exp(-a)));
      case "Exp" -> each(in, Math::exp);
      case "Neg" -> each(in, a -> -a);
      case "Square" -> each(in, a -> a * a);
      case "ConcatV2" -> beside(in.subList(0, in.size() - 1));
      case "Slice" -> columns(in.get(0), (int) in.get(1)[1], (int) in.get(2)[1]);
      default -> throw new IllegalArgumentException(operation.kind());
    };
  }

  private static double[] at(Map<String, double[]> values, String name) {
    double[] value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return value;
  }

  private static double[] numbers(Constant constant) {
    double[] numbers = new double[constant.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = constant.at(i);
    }
    return numbers;
  }

  private static double[] product(double[] x, double[] matrix, boolean transposed) {
    double[] product = new double[matrix.length / x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < product.length; j++) {
        int place = transposed ? j * x.length + i : i * product.length + j;
        product[j] += x[i] * matrix[place];
      }
    }
    return product;
  }

  private static double[] pairs(List<double[]> in, DoubleBinaryOperator operator) {
    double[] a = in.get(0);
    double[] b = in.get(1);
    double[] answer = new double[Math.max(a.length, b.length)];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = operator.applyAsDouble(a[i % a.length], b[i % b.length]);
    }
    return answer;
  }

  private static double[] each(List<double[]> in, DoubleUnaryOperator operator) {
    double[] answer = in.get(0).clone();
    for (int i = 0; i < answer.length; i++) {
      answer[i] = operator.applyAsDouble(answer[i]);
    }
    return answer;
  }

  private static double[] beside(List<double[]> parts) {
    double[] all = new double[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static double[] columns(double[] row, int from, int count) {
    double[] columns = new double[count < 0 ? row.length - from : count];
    System.arraycopy(row, from, columns, 0, columns.length);
    return columns;
  }
}
