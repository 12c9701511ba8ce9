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
 * The compact format: little-endian, fixed offsets, a CRC32C, and a signature when there is a key.
 * Sensor and command frames are written and read without allocating. {@code docs/wire.md} has it
 * byte by byte.
 */
public final class BinaryCodec implements FrameCodec {

  /** How wide values are written; both are read. */
  public enum ValueWidth {
    FLOAT64("binary"),
    /** For microcontrollers: 24 bits of precision, up to 3.4e38. */
    FLOAT32("binary-float32");

    private final String codecName;

    ValueWidth(String codecName) {
      this.codecName = codecName;
    }
  }

  private final ValueWidth width;
  private final BinaryEncoder encoder;
  private final BinaryDecoder decoder;

  /** Values of 64 bits, nothing signed. */
  public BinaryCodec() {
    this(ValueWidth.FLOAT64, Optional.empty());
  }

  /**
   * @param key signs every frame that is written, and refuses every frame that it did not sign
   */
  public BinaryCodec(ValueWidth width, Optional<CommandKey> key) {
    this.width = width;
    FrameSigner signer = key.map(FrameSigner::new).orElse(null);
    this.encoder = new BinaryEncoder(width == ValueWidth.FLOAT32, signer);
    this.decoder = new BinaryDecoder(signer);
  }

  @Override
  public String name() {
    return width.codecName;
  }

  @Override
  @HotPath
  public int encode(SensorFrame frame, byte[] target) {
    return encoder.encode(frame, target);
  }

  @Override
  @HotPath
  public int encode(CommandFrame frame, byte[] target) {
    return encoder.encode(frame, target);
  }

  @Override
  public int encode(EventFrame frame, byte[] target) {
    return encoder.encode(frame, target);
  }

  @Override
  public int encode(StatusFrame frame, byte[] target) {
    return encoder.encode(frame, target);
  }

  @Override
  @HotPath
  public FrameOutcome decode(byte[] source, int length, SensorFrame into) {
    return decoder.decode(source, length, into);
  }

  @Override
  @HotPath
  public FrameOutcome decode(byte[] source, int length, CommandFrame into) {
    return decoder.decode(source, length, into);
  }

  @Override
  public FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted) {
    return decoder.decodeEvent(source, length, accepted);
  }

  @Override
  public FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted) {
    return decoder.decodeStatus(source, length, accepted);
  }
}
