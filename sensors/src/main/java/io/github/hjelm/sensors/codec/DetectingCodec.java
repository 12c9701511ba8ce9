package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads either format, told apart by the first byte, and writes one of them.
 *
 * <p>With a key it still recognises JSON, and refuses it as not authentic: JSON is never signed.
 */
public final class DetectingCodec implements FrameCodec {

  private final FrameCodec writing;
  private final BinaryCodec binary;
  private final JsonCodec json = new JsonCodec();
  private final boolean authenticated;

  /**
   * @param writing what frames are written in
   * @param key what binary frames must be signed with
   */
  public DetectingCodec(FrameCodec writing, Optional<CommandKey> key) {
    this.writing = writing;
    this.binary = new BinaryCodec(BinaryCodec.ValueWidth.FLOAT64, key);
    this.authenticated = key.isPresent();
  }

  /** Reads both formats without a key, writes the binary one. */
  public static DetectingCodec unauthenticated() {
    return new DetectingCodec(new BinaryCodec(), Optional.empty());
  }

  @Override
  public String name() {
    return writing.name();
  }

  @Override
  @HotPath
  public int encode(SensorFrame frame, byte[] target) {
    return writing.encode(frame, target);
  }

  @Override
  @HotPath
  public int encode(CommandFrame frame, byte[] target) {
    return writing.encode(frame, target);
  }

  @Override
  public int encode(EventFrame frame, byte[] target) {
    return writing.encode(frame, target);
  }

  @Override
  public int encode(StatusFrame frame, byte[] target) {
    return writing.encode(frame, target);
  }

  @Override
  @HotPath
  public FrameOutcome decode(byte[] source, int length, SensorFrame into) {
    if (!isJson(source, length)) {
      return binary.decode(source, length, into);
    }
    return authenticated ? FrameOutcome.NOT_AUTHENTIC : json.decode(source, length, into);
  }

  @Override
  @HotPath
  public FrameOutcome decode(byte[] source, int length, CommandFrame into) {
    if (!isJson(source, length)) {
      return binary.decode(source, length, into);
    }
    return authenticated ? FrameOutcome.NOT_AUTHENTIC : json.decode(source, length, into);
  }

  @Override
  public FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted) {
    if (!isJson(source, length)) {
      return binary.decodeEvent(source, length, accepted);
    }
    return authenticated ? FrameOutcome.NOT_AUTHENTIC : json.decodeEvent(source, length, accepted);
  }

  @Override
  public FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted) {
    if (!isJson(source, length)) {
      return binary.decodeStatus(source, length, accepted);
    }
    return authenticated ? FrameOutcome.NOT_AUTHENTIC : json.decodeStatus(source, length, accepted);
  }

  /** An object or white space before one; a binary frame begins with {@code H}. */
  private static boolean isJson(byte[] source, int length) {
    return length > 0 && (source[0] == '{' || JsonText.isSpace(source[0]));
  }
}
