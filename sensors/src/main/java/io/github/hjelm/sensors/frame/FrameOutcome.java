package io.github.hjelm.sensors.frame;

/** What became of bytes that claim to be a frame. Every refusal is counted under its own name. */
public enum FrameOutcome {
  /** The frame is valid. */
  ACCEPTED,
  /** The frame is valid; values too small to be normal numbers were read as zero. */
  ACCEPTED_SUBNORMAL_AS_ZERO,
  /** Zero bytes. */
  EMPTY,
  /** More bytes, values or text than {@link FrameLimits} allows. */
  OVERSIZE,
  /** The bytes do not begin as any frame does. */
  NOT_A_FRAME,
  /** A frame of a format version that this build does not read. */
  UNKNOWN_VERSION,
  /** A valid beginning of another kind of frame than was expected here. */
  WRONG_KIND,
  /** The frame ends before its own length says so. */
  TRUNCATED,
  /** Bytes follow the end of the frame. */
  TRAILING_BYTES,
  /** The checksum does not match. */
  BAD_CHECKSUM,
  /** A key is configured and the frame is not signed with it. */
  NOT_AUTHENTIC,
  /** A field is missing, doubled, of the wrong type or outside its range. */
  BAD_FIELD,
  /** Text that is not valid JSON or UTF-8. */
  BAD_TEXT,
  /** A value is NaN. */
  NOT_A_NUMBER,
  /** A value is infinite. */
  INFINITE,
  /** The number of values is not what the receiver was told to expect. */
  WRONG_DIMENSION,
  /** The frame names another robot than the topic it came on. */
  WRONG_ROBOT,
  /** The frame names another sensor than the topic it came on. */
  WRONG_SENSOR,
  /** The same (epoch, sequence) as the frame before. */
  DUPLICATE,
  /** An older (epoch, sequence) than the frame before. */
  REORDERED,
  /** The broker kept this message from the past. */
  RETAINED;

  public boolean accepted() {
    return this == ACCEPTED || this == ACCEPTED_SUBNORMAL_AS_ZERO;
  }
}
