package io.github.hjelm.controller.observe;

import java.io.Serial;

/** Why a robot cannot be observed as configured: one sentence saying what, where and what to do. */
public final class ObservationRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public ObservationRefusal(String sentence) {
    super(sentence);
  }

  /** The message, which always is there. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
