package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.util.function.Consumer;

/**
 * Frames to bytes and back. One instance per thread: a codec may reuse its own scratch memory.
 *
 * <p>Encoding writes from index 0 of {@code target}, which holds at least {@link
 * io.github.hjelm.sensors.frame.FrameLimits#MAX_FRAME_BYTES}, and returns the number of bytes.
 * Decoding reads {@code length} bytes from index 0 of {@code source}, never throws, and leaves the
 * target frame undefined unless the outcome is accepted. An encoder never refuses: what it is given
 * wrong, the receiver names.
 *
 * <p>Another robot stack's format is another implementation of this interface; readers and loop do
 * not know which one they have.
 */
public interface FrameCodec {

  /** The codec's name, as in status frames and on the command line. */
  String name();

  int encode(SensorFrame frame, byte[] target);

  int encode(CommandFrame frame, byte[] target);

  int encode(EventFrame frame, byte[] target);

  int encode(StatusFrame frame, byte[] target);

  FrameOutcome decode(byte[] source, int length, SensorFrame into);

  FrameOutcome decode(byte[] source, int length, CommandFrame into);

  /** Calls {@code accepted} with the event when the outcome is accepted. */
  FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted);

  /** Calls {@code accepted} with the status when the outcome is accepted. */
  FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted);
}
