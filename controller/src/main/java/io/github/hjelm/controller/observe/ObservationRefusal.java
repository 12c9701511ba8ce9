package io.github.hjelm.controller.observe;

import java.io.Serial;

/** Why a robot cannot be observed as configured: one sentence saying what, where and what to do. */
public final class ObservationRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final int sensor;

  public ObservationRefusal(String sentence) {
    this(sentence, -1);
  }

  /**
   * @param sensor the one of the robot's sensors that it is about, from 0 on; -1 for none
   */
  public ObservationRefusal(String sentence, int sensor) {
    super(sentence);
    this.sensor = sensor;
  }

  /** Which of the robot's sensors it is about, from 0 on; -1 for none of them. */
  public int sensor() {
    return sensor;
  }

  /** The message, which always is there. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
