package io.github.hjelm.deploy;

import java.io.Serial;

/** What the user asked for cannot be: one sentence saying what, where and what to do. */
final class InputRefusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  InputRefusal(String sentence) {
    super(sentence);
  }
}
