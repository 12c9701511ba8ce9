package io.github.hjelm.export.guidance;

import io.github.hjelm.export.network.Algebra;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/**
 * A vector-Jacobian product eᵀ ∂y/∂x, by reverse accumulation through the graph that makes y of x.
 *
 * <p>TensorFlow's own gradients compute the shapes that they sum over while they run, of inputs
 * whose number of rows is not known when a policy is exported. Here everything that depends on x
 * has as many rows as x, so shapes are known but for that number, and what is written is the same
 * products and sums and nothing else. Weights enter transposed, not copied.
 */
public final class Pullback {

  private final Algebra a;
  private final String x;

  /** Operations between x and y, each behind those it reads from. */
  private final List<GraphOperation> order = new ArrayList<>();

  private final Set<String> live = new HashSet<>();
  private final Map<String, Operand<TFloat32>> cotangents = new HashMap<>();

  private Pullback(Algebra a, Operand<TFloat32> x) {
    this.a = a;
    this.x = x.op().name();
  }

  /**
   * eᵀ ∂y/∂x.
   *
   * @param y made of x, row by row
   * @param x the only output of its operation
   * @param e as many rows as y
   * @throws IllegalArgumentException when y does not depend on x, or by an operation that is not
   *     known here
   */
  public static Operand<TFloat32> of(
      Algebra a, Operand<TFloat32> y, Operand<TFloat32> x, Operand<TFloat32> e) {
    return new Pullback(a, x).pull(y, e);
  }

  private Operand<TFloat32> pull(Operand<TFloat32> y, Operand<TFloat32> e) {
    visit((GraphOperation) y.op());
    if (!live.contains(y.op().name())) {
      throw new IllegalArgumentException("%s does not depend on %s".formatted(y.op().name(), x));
    }
    cotangents.put(y.op().name(), e);
    for (int i = order.size() - 1; i >= 0; i--) {
      GraphOperation op = order.get(i);
      Operand<TFloat32> g = cotangents.get(op.name());
      if (g != null) {
        spread(op, g);
      }
    }
    Operand<TFloat32> pulled = cotangents.get(x);
    if (pulled == null) {
      throw new IllegalArgumentException("no gradient flows from %s".formatted(y.op().name()));
    }
    return pulled;
  }

  /** Without recursion, for graphs of many steps are deep. */
  private void visit(GraphOperation y) {
    Set<String> open = new HashSet<>();
    Set<String> done = new HashSet<>(Set.of(x));
    live.add(x);
    Deque<GraphOperation> stack = new ArrayDeque<>(List.of(y));
    while (!stack.isEmpty()) {
      GraphOperation op = stack.peek();
      if (done.contains(op.name())) {
        stack.pop();
      } else if (open.add(op.name())) {
        op.inputs().forEach(input -> stack.push((GraphOperation) input.op()));
      } else {
        stack.pop();
        done.add(op.name());
        if (op.inputs().stream().anyMatch(input -> live.contains(input.op().name()))) {
          live.add(op.name());
          order.add(op);
        }
      }
    }
  }

  private void spread(GraphOperation op, Operand<TFloat32> g) {
    for (int i = 0; i < op.numInputs(); i++) {
      Output<?> input = op.input(i);
      if (live.contains(input.op().name())) {
        Operand<TFloat32> part = PullbackRules.pulled(a, op, i, g);
        if (part != null) {
          add(input.op().name(), part);
        }
      }
    }
  }

  private void add(String name, Operand<TFloat32> part) {
    @Nullable Operand<TFloat32> before = cotangents.get(name);
    cotangents.put(name, before == null ? part : a.plus(before, part));
  }
}
