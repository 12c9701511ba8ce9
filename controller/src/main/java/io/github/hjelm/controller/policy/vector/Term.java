package io.github.hjelm.controller.policy.vector;

import io.github.hjelm.controller.policy.graph.Constant;
import org.jspecify.annotations.Nullable;

/** What an operation of the graph came to while it is compiled. */
sealed interface Term {

  /** Numbers that are known. */
  record Known(Constant constant) implements Term {}

  /** Rows that a step writes. */
  record Written(Rows rows) implements Term {}

  /** How many rows there are, and of what width; nobody needs the numbers. */
  record Size() implements Term {}

  /** A product that may still take in what follows it: no step yet. */
  final class Pending implements Term {

    final Rows x;
    final Matrix matrix;

    /** What it is read as by others. */
    final Rows out;

    @Nullable Rows addend;
    @Nullable Rows residual;
    boolean relu;
    boolean isWritten;

    Pending(Rows x, Matrix matrix, Rows out) {
      this.x = x;
      this.matrix = matrix;
      this.out = out;
    }

    /** Whether there is room for max(0, ·) behind it. */
    boolean takesRelu() {
      return !isWritten && !relu && residual == null;
    }

    /** Adds rows before or behind the activation, if it can. */
    boolean takes(Rows more) {
      boolean fits = more.columns() == out.columns() && (more.shared() || !out.shared());
      if (isWritten || !fits) {
        return false;
      }
      if (addend == null && !relu) {
        addend = more;
        return true;
      }
      if (residual == null) {
        residual = more;
        return true;
      }
      return false;
    }
  }
}
