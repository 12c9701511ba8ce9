package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Makes messages, whole and broken. */
final class Tamper {

  private Tamper() {}

  static byte[] bytes(FrameCodec codec, SensorFrame frame) {
    byte[] target = new byte[FrameLimits.MAX_FRAME_BYTES];
    return Arrays.copyOf(target, codec.encode(frame, target));
  }

  static byte[] bytes(FrameCodec codec, CommandFrame frame) {
    byte[] target = new byte[FrameLimits.MAX_FRAME_BYTES];
    return Arrays.copyOf(target, codec.encode(frame, target));
  }

  static byte[] bytes(FrameCodec codec, EventFrame frame) {
    byte[] target = new byte[FrameLimits.MAX_FRAME_BYTES];
    return Arrays.copyOf(target, codec.encode(frame, target));
  }

  static byte[] bytes(FrameCodec codec, StatusFrame frame) {
    byte[] target = new byte[FrameLimits.MAX_FRAME_BYTES];
    return Arrays.copyOf(target, codec.encode(frame, target));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A copy with one byte replaced and everything else left as it was. */
  static byte[] with(byte[] frame, int at, int value) {
    byte[] copy = frame.clone();
    copy[at] = (byte) value;
    return copy;
  }

  /** The same, by a sender that computes the checksum of what it says. */
  static byte[] said(byte[] frame, int at, int value) {
    return resealed(with(frame, at, value));
  }

  /** An unsigned frame with its length and checksum made right. */
  static byte[] resealed(byte[] frame) {
    byte[] copy = frame.clone();
    BinaryLayout.putI32(copy, BinaryLayout.LENGTH_AT, copy.length);
    int end = copy.length - BinaryLayout.CHECKSUM_BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(copy, 0, end);
    BinaryLayout.putI32(copy, end, (int) checksum.getValue());
    return copy;
  }

  /** With bytes put in before the checksum. */
  static byte[] widened(byte[] frame, byte[] extra) {
    byte[] copy = Arrays.copyOf(frame, frame.length + extra.length);
    System.arraycopy(extra, 0, copy, frame.length - BinaryLayout.CHECKSUM_BYTES, extra.length);
    return resealed(copy);
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] copy = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, copy, first.length, second.length);
    return copy;
  }
}
