package io.github.hjelm.export.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /**
   * The code itself: a result does not outlive the classes that made it, with all that they name of
   * their own packages.
   */
  Fingerprint addCode(Class<?>... classes) {
    Map<String, byte[]> code = new TreeMap<>();
    for (Class<?> type : classes) {
      gather(type, code);
    }
    code.forEach((name, bytes) -> digest.update(bytes));
    return this;
  }

  private static void gather(Class<?> root, Map<String, byte[]> code) {
    String start = root.getName().replace('.', '/');
    String ours = start.substring(0, start.lastIndexOf('/') + 1);
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (code.containsKey(name)) {
        continue;
      }
      try (InputStream stream = root.getResourceAsStream("/" + name + ".class")) {
        if (stream != null) {
          byte[] bytes = stream.readAllBytes();
          code.put(name, bytes);
          ClassNames.in(bytes).stream()
              .filter(other -> other.startsWith(ours) && other.indexOf('/', ours.length()) < 0)
              .forEach(open::add);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(name + " cannot be read", e);
      }
    }
  }

  String name() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
