package io.github.hjelm.export.hjb;

import java.io.Serial;

/** Why a problem cannot be solved as asked: one sentence saying what, where and what to do. */
public final class SolveRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public SolveRefusal(String sentence) {
    super(sentence);
  }
}
