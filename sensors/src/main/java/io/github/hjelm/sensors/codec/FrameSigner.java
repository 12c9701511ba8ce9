package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.HotPath;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA256 (RFC 2104), truncated to 16 bytes, over the front of a frame.
 *
 * <p>Built on {@link MessageDigest}, because {@code javax.crypto.Mac} allocates its result.
 */
final class FrameSigner {

  private final byte[] innerKey;
  private final byte[] outerKey;
  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];
  private final byte[] expected = new byte[BinaryLayout.SIGNATURE_BYTES];
  private final byte[] received = new byte[BinaryLayout.SIGNATURE_BYTES];

  FrameSigner(CommandKey key) {
    innerKey = key.padded(0x36);
    outerKey = key.padded(0x5c);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
    }
  }

  /** Writes the signature of the bytes before {@code end} to {@code end}. */
  @HotPath
  void sign(byte[] frame, int end) {
    compute(frame, end);
    System.arraycopy(digest, 0, frame, end, expected.length);
  }

  /** Whether the bytes at {@code end} sign those before it; takes equally long either way. */
  @HotPath
  boolean isSigned(byte[] frame, int end) {
    compute(frame, end);
    System.arraycopy(digest, 0, expected, 0, expected.length);
    System.arraycopy(frame, end, received, 0, received.length);
    return MessageDigest.isEqual(expected, received);
  }

  // H(K ⊕ opad ‖ H(K ⊕ ipad ‖ text))
  private void compute(byte[] frame, int end) {
    try {
      sha256.update(innerKey);
      sha256.update(frame, 0, end);
      sha256.digest(digest, 0, digest.length);
      sha256.update(outerKey);
      sha256.update(digest);
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not fit 32 bytes", e);
    }
  }
}
