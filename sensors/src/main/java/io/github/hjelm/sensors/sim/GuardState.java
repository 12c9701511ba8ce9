package io.github.hjelm.sensors.sim;

/** What the motors are following. */
public enum GuardState {
  /** The fallback: no command was accepted since the start. */
  WAITING(0),
  /** The last accepted command. */
  DRIVING(1),
  /** The fallback: the last accepted command has outlived its own validity. */
  EXPIRED(2),
  /** The fallback: the dead-man has tripped, nothing was accepted for too long. */
  SILENT(3),
  /** The fallback: the controller said stop. */
  STOPPED(4);

  private final int code;

  GuardState(int code) {
    this.code = code;
  }

  /** The number in ports and test vectors; never reused for another meaning. */
  public int code() {
    return code;
  }
}
