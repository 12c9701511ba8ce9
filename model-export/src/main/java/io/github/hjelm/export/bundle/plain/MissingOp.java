package io.github.hjelm.export.bundle.plain;

import java.io.Serial;

/** An operation, or a form of one, that is not written in plain Java. */
public final class MissingOp extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String op;

  MissingOp(String op) {
    super("the operation " + op + " is not known in plain Java");
    this.op = op;
  }

  /** Which. */
  public String op() {
    return op;
  }
}
