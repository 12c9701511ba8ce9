package io.github.hjelm.sensors.frame;

/** Numbers commands: in which session they are sent, and which they are in it. One thread. */
public interface CommandNumbers {

  /** The session to send with. */
  long epoch();

  /** The number of the next command. */
  long nextSequence();
}
