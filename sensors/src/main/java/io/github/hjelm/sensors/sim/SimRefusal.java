package io.github.hjelm.sensors.sim;

import java.io.Serial;

/** Why no simulation was made: one sentence for the user, saying what is wrong and what to do. */
public final class SimRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;

  public SimRefusal(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The message, which always is there. */
  public String sentence() {
    return sentence;
  }
}
