package io.github.hjelm.sensors.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The secret that a controller and its robot share: whoever holds it can sign frames, and a codec
 * that holds it reads nothing unsigned. Immutable; never printed.
 */
public final class CommandKey {

  /** As many bytes as a signature has on the wire. */
  private static final int MIN_BYTES = 16;

  /** One block of SHA-256; longer keys add nothing. */
  private static final int MAX_BYTES = 64;

  private final byte[] key;

  private CommandKey(byte[] key) {
    this.key = key;
  }

  /**
   * A key of 16 to 64 bytes, written as hexadecimal digits.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static CommandKey ofHex(String hex) {
    byte[] key;
    try {
      key = HexFormat.of().parseHex(hex.strip());
    } catch (IllegalArgumentException e) {
      // Without its cause, whose message would show the secret.
      throw refusal("is not an even number of hexadecimal digits");
    }
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw refusal("has " + key.length + " bytes");
    }
    return new CommandKey(key);
  }

  /**
   * A key from a file of hexadecimal digits, as {@code openssl rand -hex 32} makes it.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it does not hold a key
   */
  public static CommandKey ofFile(Path file) throws IOException {
    long size = Files.size(file);
    if (size > 1024) {
      throw new IllegalArgumentException(
          file + " has " + size + " bytes, too many for a command key");
    }
    try {
      return ofHex(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The key XORed with one byte, zero-padded to a block: what HMAC hashes first. */
  byte[] padded(int with) {
    byte[] block = new byte[MAX_BYTES];
    System.arraycopy(key, 0, block, 0, key.length);
    for (int i = 0; i < block.length; i++) {
      block[i] ^= (byte) with;
    }
    return block;
  }

  /** Whether they sign alike; takes as long for any two keys of one length. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CommandKey that && MessageDigest.isEqual(key, that.key);
  }

  @Override
  public int hashCode() {
    // Any will do: nobody keeps many keys, and one of the secret's would say something of it.
    return key.length;
  }

  @Override
  public String toString() {
    return "CommandKey[***]";
  }

  private static IllegalArgumentException refusal(String what) {
    return new IllegalArgumentException(
        "The command key "
            + what
            + "; give "
            + MIN_BYTES
            + " to "
            + MAX_BYTES
            + " bytes in hexadecimal, such as 'openssl rand -hex 32' prints");
  }
}
