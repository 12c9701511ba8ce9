package io.github.hjelm.sensors.robot;

import java.io.Serial;

/** Why no robot was made: one sentence for the user, saying what is wrong and what to do. */
public final class RobotRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;

  public RobotRefusal(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** The message, which always is there. */
  public String sentence() {
    return sentence;
  }
}
