package io.github.hjelm.export.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything that goes into a result, as a short name: what changed has another one. */
final class Fingerprint {

  private static final int DIGITS = 16;

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Anything that says in words all that it is. */
  Fingerprint add(Object value) {
    digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  /** The code itself: a result does not outlive the class that made it. */
  Fingerprint addCode(Class<?>... classes) {
    for (Class<?> type : classes) {
      String file = "/" + type.getName().replace('.', '/') + ".class";
      try (InputStream bytes = type.getResourceAsStream(file)) {
        if (bytes != null) {
          digest.update(bytes.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(type.getName() + " cannot be read", e);
      }
    }
    return this;
  }

  String name() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
