package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.BinaryLayout.*;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What every binary frame has around its fields. The order of the checks is part of the format: it
 * gives each malformed message one name, and nothing inside a frame is believed before its checksum
 * and signature.
 */
final class BinaryEnvelope {

  private final @Nullable FrameSigner signer;
  private final CRC32C checksum = new CRC32C();
  private int bodyEnd;

  BinaryEnvelope(@Nullable FrameSigner signer) {
    this.signer = signer;
  }

  /** Where the checksum of the opened frame lies: the end of everything else. */
  int bodyEnd() {
    return bodyEnd;
  }

  /** Everything up to and including the flags; {@code ACCEPTED} means: go on with the fields. */
  @HotPath
  FrameOutcome open(byte[] source, int length, FrameKind expected) {
    FrameOutcome whole = checkWhole(source, length);
    if (whole != FrameOutcome.ACCEPTED) {
      return whole;
    }
    int flags = u8(source, FLAGS_AT);
    boolean signed = (flags & FLAG_SIGNED) != 0;
    int signatureAt = length - (signed ? SIGNATURE_BYTES : 0);
    bodyEnd = signatureAt - CHECKSUM_BYTES;
    if (bodyEnd < FrameKind.SENSOR.headerBytes()) {
      return FrameOutcome.TRUNCATED;
    }
    checksum.reset();
    checksum.update(source, 0, bodyEnd);
    if (checksum.getValue() != u32(source, bodyEnd)) {
      return FrameOutcome.BAD_CHECKSUM;
    }
    if (signer != null && !(signed && signer.isSigned(source, signatureAt))) {
      return FrameOutcome.NOT_AUTHENTIC;
    }
    int kind = u8(source, KIND_AT);
    if (kind != expected.code()) {
      return FrameKind.isCode(kind) ? FrameOutcome.WRONG_KIND : FrameOutcome.BAD_FIELD;
    }
    boolean hasValues = expected == FrameKind.SENSOR || expected == FrameKind.COMMAND;
    int knownFlags = hasValues ? FLAG_SIGNED | FLAG_FLOAT32 : FLAG_SIGNED;
    boolean wellFormed = (flags & ~knownFlags) == 0 && bodyEnd >= expected.headerBytes();
    return wellFormed ? FrameOutcome.ACCEPTED : FrameOutcome.BAD_FIELD;
  }

  /** Whether the message is as long as it says, without believing anything else. */
  private static FrameOutcome checkWhole(byte[] source, int length) {
    if (length <= 0) {
      return FrameOutcome.EMPTY;
    }
    if (length > FrameLimits.MAX_FRAME_BYTES) {
      return FrameOutcome.OVERSIZE;
    }
    for (int i = 0; i < Math.min(length, VERSION_AT); i++) {
      if (source[i] != magic(i)) {
        return FrameOutcome.NOT_A_FRAME;
      }
    }
    if (length > VERSION_AT && source[VERSION_AT] != VERSION) {
      return FrameOutcome.UNKNOWN_VERSION;
    }
    if (length < SMALLEST_FRAME_BYTES) {
      return FrameOutcome.TRUNCATED;
    }
    long declared = u32(source, LENGTH_AT);
    if (declared > FrameLimits.MAX_FRAME_BYTES) {
      return FrameOutcome.OVERSIZE;
    }
    if (declared > length) {
      return FrameOutcome.TRUNCATED;
    }
    return declared < length ? FrameOutcome.TRAILING_BYTES : FrameOutcome.ACCEPTED;
  }
}
