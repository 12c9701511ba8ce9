package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.frame.EventFrame.Severity;

/** What a robot tells about itself; the name is the code on the wire. */
public enum RobotEvent {
  /** The dead-man has tripped. */
  DEADMAN(Severity.STOP),
  /** Commands are followed again. */
  REARMED(Severity.INFO),
  /** The controller said stop. */
  STOPPED(Severity.STOP),
  /** It ran into something. */
  COLLISION(Severity.ERROR),
  /** Its state left the bounds of its model. */
  LEFT_BOUNDS(Severity.WARNING),
  /** The simulation gave something that is not a number. */
  DIVERGED(Severity.ERROR),
  /** Commands were refused, summed up at most once a second. */
  REFUSED(Severity.WARNING);

  private final Severity severity;

  RobotEvent(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }
}
