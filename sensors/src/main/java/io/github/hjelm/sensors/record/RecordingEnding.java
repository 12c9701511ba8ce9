package io.github.hjelm.sensors.record;

/** How a recording ends; whatever was read before its end is whole in every case. */
public enum RecordingEnding {
  /** There is more to read. */
  NOT_REACHED,
  /** The recorder closed the file and all its counts agree. */
  COMPLETE,
  /** The file stops in the middle: the recorder crashed, or is still at work. */
  CUT,
  /** What follows is not what the recorder wrote. */
  DAMAGED
}
