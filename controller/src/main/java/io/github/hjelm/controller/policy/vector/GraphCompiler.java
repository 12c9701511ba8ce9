package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.graph.Constant;
import io.github.hjelm.controller.policy.graph.Operation;
import io.github.hjelm.controller.policy.graph.PolicyGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a graph into steps: each product takes in the sum, the activation and the shortcut that
 * follow it, and what depends on the observation alone is computed once where all candidates share
 * it.
 */
final class GraphCompiler {

  private final PolicyGraph graph;
  private final StepPlan plan;
  private final TermRows made;
  private final Program.Size size;
  private final int candidates;
  private final Map<String, Term> terms = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();

  private GraphCompiler(PolicyGraph graph, Kernels kernels, Program.Size size) {
    this.graph = graph;
    this.size = size;
    candidates = size.candidates();
    plan = new StepPlan(kernels, candidates);
    made = new TermRows(plan, kernels);
    for (Operation operation : graph.operations()) {
      operation.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    readers.merge(graph.actions(), 1, Integer::sum);
  }

  /** Compiles one; refuses in one sentence what it does not know. */
  static Program compile(PolicyGraph graph, Kernels kernels, Program.Size size)
      throws SamplerRefusal {
    return new GraphCompiler(graph, kernels, size).program();
  }

  private Program program() throws SamplerRefusal {
    int chunkSize = size.chunkSize();
    Rows observation = plan.kept(size.observations() < candidates, size.observationSize());
    Rows noise = plan.kept(false, chunkSize);
    terms.put(graph.observation(), new Term.Written(observation));
    terms.put(graph.noise(), new Term.Written(noise));
    for (Operation operation : graph.operations()) {
      if (!terms.containsKey(operation.name())) {
        terms.put(operation.name(), term(operation));
      }
    }
    Rows answer = made.forEach(made.rows(term(graph.actions()), chunkSize));
    if (answer.columns() != chunkSize) {
      throw new SamplerRefusal(
          "the graph answers %d floats where a chunk has %d: export it again"
              .formatted(answer.columns(), chunkSize));
    }
    // Kept, so that it can be read when all steps are done.
    Rows actions = plan.kept(false, chunkSize);
    plan.add(
        actions,
        List.of(answer),
        arrays ->
            TermRows.copy(arrays.apply(answer), 0, plan.array(actions), 0, chunkSize, candidates));
    return new Program(
        size, plan.steps(), plan.array(observation), plan.array(noise), plan.array(actions));
  }

  private Term term(Operation operation) throws SamplerRefusal {
    return switch (operation.kind()) {
      case "Const" ->
          new Term.Known(
              operation.constant().orElseThrow(() -> refusal(operation, "of another type")));
      case "Identity", "Snapshot", "StopGradient", "PreventGradient" -> same(operation);
      case "MatMul" -> product(operation);
      case "Add", "AddV2", "BiasAdd" -> sum(operation);
      case "Sub" -> pairwise(operation, Loops::subtract);
      case "Mul" -> pairwise(operation, Loops::multiply);
      case "Div", "RealDiv" -> pairwise(operation, Loops::divide);
      case "Relu" -> relu(operation);
      case "Tanh" -> each(operation, Loops::tanh);
      case "Sigmoid" -> each(operation, Loops::sigmoid);
      case "Exp" -> each(operation, Loops::exp);
      case "Neg" -> each(operation, Loops::negative);
      case "Square" -> each(operation, (in, out) -> Loops.multiply(in, in, out));
      case "ConcatV2" -> beside(operation);
      case "Slice" -> slice(operation);
      case "Shape" -> new Term.Size();
      case "BroadcastTo" -> repeat(operation);
      default -> throw refusal(operation, "");
    };
  }

  private Term same(Operation operation) throws SamplerRefusal {
    Term term = input(operation, 0);
    return term instanceof Term.Pending pending ? new Term.Written(made.written(pending)) : term;
  }

  private Term product(Operation operation) throws SamplerRefusal {
    boolean fits =
        input(operation, 1) instanceof Term.Known known
            && known.constant().shape().size() == 2
            && !operation.flags().contains("transpose_a");
    if (!fits) {
      throw refusal(operation, "of something other than rows and a constant matrix");
    }
    Constant weights = ((Term.Known) input(operation, 1)).constant();
    Matrix matrix = new Matrix(weights, operation.flags().contains("transpose_b"));
    Rows x = made.rows(input(operation, 0), matrix.inputs());
    if (x.columns() != matrix.inputs()) {
      throw refusal(operation, "of sizes that do not match");
    }
    return new Term.Pending(x, matrix, plan.rows(x.shared(), matrix.outputs()));
  }

  private Term sum(Operation operation) throws SamplerRefusal {
    int columns = columns(operation);
    // Who comes last is taken in least often: what it is added to is known by then.
    for (int side = 0; side < 2; side++) {
      boolean takes =
          input(operation, side) instanceof Term.Pending pending
              && readers.getOrDefault(operation.inputs().get(side), 0) == 1
              && (!pending.out.shared() || TermRows.isShared(input(operation, 1 - side)));
      if (takes) {
        Term.Pending pending = (Term.Pending) input(operation, side);
        if (pending.takes(made.rows(input(operation, 1 - side), columns))) {
          return pending;
        }
      }
    }
    return pairwise(operation, Loops::add);
  }

  private Term relu(Operation operation) throws SamplerRefusal {
    if (input(operation, 0) instanceof Term.Pending pending
        && readers.getOrDefault(operation.inputs().get(0), 0) == 1
        && pending.takesRelu()) {
      pending.relu = true;
      return pending;
    }
    return each(operation, Loops::relu);
  }

  /** Does something to each number. */
  @FunctionalInterface
  private interface Unary {
    void apply(float[] in, float[] out);
  }

  private Term each(Operation operation, Unary loop) throws SamplerRefusal {
    Rows in = made.rows(input(operation, 0), 0);
    Rows out = plan.rows(in.shared(), in.columns());
    plan.add(
        out,
        List.of(in),
        arrays -> {
          float[] from = arrays.apply(in).numbers();
          float[] to = arrays.apply(out).numbers();
          return () -> loop.apply(from, to);
        });
    return new Term.Written(out);
  }

  /** Does something to pairs of numbers. */
  @FunctionalInterface
  private interface Binary {
    void apply(float[] a, float[] b, float[] out);
  }

  private Term pairwise(Operation operation, Binary loop) throws SamplerRefusal {
    int columns = columns(operation);
    Rows first = made.rows(input(operation, 0), columns);
    Rows second = made.rows(input(operation, 1), columns);
    boolean shared = first.shared() && second.shared();
    Rows a = shared ? first : made.forEach(first);
    Rows b = shared ? second : made.forEach(second);
    Rows out = plan.rows(shared, columns);
    plan.add(
        out,
        List.of(a, b),
        arrays -> {
          float[] left = arrays.apply(a).numbers();
          float[] right = arrays.apply(b).numbers();
          float[] to = arrays.apply(out).numbers();
          return () -> loop.apply(left, right, to);
        });
    return new Term.Written(out);
  }

  private Term beside(Operation operation) throws SamplerRefusal {
    int last = operation.inputs().size() - 1;
    float axis = number(operation, last, 0);
    if (axis != 1 && axis != -1) {
      throw refusal(operation, "along another axis than the columns");
    }
    List<Rows> parts = new ArrayList<>();
    boolean shared = true;
    for (int i = 0; i < last; i++) {
      Rows part = made.rows(input(operation, i), 0);
      parts.add(part);
      shared &= part.shared();
    }
    Rows out = plan.rows(shared, parts.stream().mapToInt(Rows::columns).sum());
    int to = 0;
    for (Rows part : parts) {
      Rows in = shared ? part : made.forEach(part);
      int at = to;
      plan.add(
          out,
          List.of(in),
          arrays ->
              TermRows.copy(
                  arrays.apply(in), 0, arrays.apply(out), at, in.columns(), plan.count(out)));
      to += in.columns();
    }
    return new Term.Written(out);
  }

  private Term slice(Operation operation) throws SamplerRefusal {
    Rows in = made.rows(input(operation, 0), 0);
    int from = (int) number(operation, 1, 1);
    float size = number(operation, 2, 1);
    int count = size < 0 ? in.columns() - from : (int) size;
    boolean allRows = number(operation, 1, 0) == 0 && number(operation, 2, 0) == -1;
    if (!allRows || from < 0 || count < 1 || from + count > in.columns()) {
      throw refusal(operation, "of something other than columns");
    }
    Rows out = plan.rows(in.shared(), count);
    plan.add(
        out,
        List.of(in),
        arrays ->
            TermRows.copy(arrays.apply(in), from, arrays.apply(out), 0, count, plan.count(out)));
    return new Term.Written(out);
  }

  private Term repeat(Operation operation) throws SamplerRefusal {
    if (!(input(operation, 1) instanceof Term.Size)) {
      throw refusal(operation, "to something other than the shape of the noise");
    }
    return new Term.Written(made.forEach(made.rows(input(operation, 0), 0)));
  }

  /** What two inputs of one operation have; one of them may be a single known number. */
  private int columns(Operation operation) throws SamplerRefusal {
    int first = TermRows.columns(input(operation, 0));
    int second = TermRows.columns(input(operation, 1));
    boolean isNumber =
        (first == 1 && input(operation, 0) instanceof Term.Known)
            || (second == 1 && input(operation, 1) instanceof Term.Known);
    if (first != second && !isNumber) {
      throw refusal(operation, "of rows of %d and %d numbers".formatted(first, second));
    }
    return Math.max(first, second);
  }

  private float number(Operation operation, int input, int at) throws SamplerRefusal {
    if (input(operation, input) instanceof Term.Known known && at < known.constant().size()) {
      return known.constant().at(at);
    }
    throw refusal(operation, "whose sizes are no constants");
  }

  private Term input(Operation operation, int index) throws SamplerRefusal {
    if (index >= operation.inputs().size()) {
      throw refusal(operation, "of too few inputs");
    }
    return term(operation.inputs().get(index));
  }

  private Term term(String name) throws SamplerRefusal {
    Term term = terms.get(name);
    if (term == null) {
      throw TermRows.refused(
          "reads '" + name + "', which is no first answer of an operation before it");
    }
    return term;
  }

  private static SamplerRefusal refusal(Operation operation, String how) {
    return TermRows.refused(
        "uses the operation %s%s (node %s)"
            .formatted(operation.kind(), how.isEmpty() ? "" : " " + how, operation.name()));
  }
}
