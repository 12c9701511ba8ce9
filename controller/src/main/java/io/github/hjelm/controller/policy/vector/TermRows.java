package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.graph.Constant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of what operations came to, and the steps that write them. */
final class TermRows {

  private final StepPlan plan;
  private final Kernels kernels;
  private final Map<Rows, Rows> repeated = new HashMap<>();
  private final Map<ProductKind, Product> products = new HashMap<>();

  /** Which products are one: of the same constant, for as many rows. */
  private record ProductKind(Matrix matrix, int rows) {}

  TermRows(StepPlan plan, Kernels kernels) {
    this.plan = plan;
    this.kernels = kernels;
  }

  /** As rows; of a single number there are as many columns as are asked for. */
  Rows rows(Term term, int columns) throws SamplerRefusal {
    if (term instanceof Term.Written written) {
      return written.rows();
    }
    if (term instanceof Term.Pending pending) {
      return written(pending);
    }
    if (!(term instanceof Term.Known known)) {
      throw refused("reads the shape of a tensor as numbers");
    }
    Constant constant = known.constant();
    int width = width(constant);
    if (width < 1 || (width == 1 && columns < 1)) {
      throw refused("adds or multiplies by a " + constant);
    }
    return plan.constant(width == 1 ? columns : width, j -> constant.at(width == 1 ? 0 : j));
  }

  /** Makes the step of a product that nothing more is taken into. */
  Rows written(Term.Pending pending) {
    if (pending.isWritten) {
      return pending.out;
    }
    pending.isWritten = true;
    Rows out = pending.out;
    Rows addend = pending.addend == null ? plan.constant(out.columns(), j -> 0) : pending.addend;
    Rows residual = pending.residual == null ? null : like(out, pending.residual);
    List<Rows> in = new ArrayList<>(List.of(pending.x, addend));
    if (residual != null) {
      in.add(residual);
    }
    boolean relu = pending.relu;
    Product multiply = product(pending.matrix, plan.count(out));
    plan.add(
        out,
        in,
        arrays -> {
          RowArray x = arrays.apply(pending.x);
          RowArray first = arrays.apply(addend);
          RowArray to = arrays.apply(out);
          float[] sums = to.numbers();
          Step product = () -> multiply.multiply(x, first, to);
          if (residual == null) {
            return relu ? product.then(() -> Loops.relu(sums, sums)) : product;
          }
          float[] last = arrays.apply(residual).numbers();
          return relu
              ? product.then(() -> Loops.reluAdd(sums, last, sums))
              : product.then(() -> Loops.add(sums, last, sums));
        });
    return out;
  }

  /** Steps that multiply with one matrix share it: copies would not fit the nearest cache. */
  private Product product(Matrix matrix, int rows) {
    return products.computeIfAbsent(
        new ProductKind(matrix, rows), kind -> kernels.product(matrix, rows));
  }

  /** As many rows as there are of others. */
  private Rows like(Rows others, Rows rows) {
    return others.shared() ? rows : forEach(rows);
  }

  /** A row for each candidate, of one that they share. */
  Rows forEach(Rows rows) {
    if (!rows.shared() || plan.candidates() == 1) {
      return rows;
    }
    Rows known = repeated.get(rows);
    if (known != null) {
      return known;
    }
    Rows out = plan.isConstant(rows) ? plan.repeated(rows) : plan.rows(false, rows.columns());
    repeated.put(rows, out);
    if (plan.isConstant(out)) {
      return out;
    }
    plan.add(
        out,
        List.of(rows),
        arrays ->
            copy(arrays.apply(rows), 0, arrays.apply(out), 0, rows.columns(), plan.candidates()));
    return out;
  }

  static boolean isShared(Term term) {
    if (term instanceof Term.Pending pending) {
      return pending.out.shared();
    }
    return !(term instanceof Term.Written written) || written.rows().shared();
  }

  /** How many numbers one row of it has; 0 where it has no rows. */
  static int columns(Term term) {
    if (term instanceof Term.Written written) {
      return written.rows().columns();
    }
    if (term instanceof Term.Pending pending) {
      return pending.out.columns();
    }
    return term instanceof Term.Known known ? width(known.constant()) : 0;
  }

  /** Columns of one row of a constant; 0 where it has several rows. */
  private static int width(Constant constant) {
    List<Integer> shape = constant.shape();
    int width = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
    return constant.size() == width && shape.size() <= 2 ? width : 0;
  }

  /** A step that copies some columns of each row. */
  static Step copy(RowArray in, int from, RowArray out, int to, int count, int rows) {
    return () -> Loops.columns(in, from, out, to, count, rows);
  }

  static SamplerRefusal refused(String what) {
    return new SamplerRefusal(
        "the graph "
            + what
            + ", which the vector engine does not compute: use 'engine: tensorflow'");
  }
}
