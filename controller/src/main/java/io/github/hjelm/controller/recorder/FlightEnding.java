package io.github.hjelm.controller.recorder;

/** How a file of a flight ends; whatever was read before its end is whole in every case. */
public enum FlightEnding {
  /** The recorder closed it. */
  COMPLETE,
  /** It stops in the middle: the process or the power ended, or the recorder is still at work. */
  CUT,
  /** What follows is not what the recorder wrote. */
  DAMAGED
}
