package io.github.hjelm.controller.reach;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages a file in one of the ways that files get damaged, or attacked. */
final class Mutation {

  private Mutation() {}

  static byte[] of(byte[] seed, SplittableRandom random) {
    byte[] mutant = seed.clone();
    int changes = 1 + random.nextInt(3);
    for (int change = 0; change < changes; change++) {
      mutant = one(mutant, random);
    }
    return mutant;
  }

  private static byte[] one(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(16, bytes.length - at) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
      case 2 -> joined(bytes, at, new byte[0], at + length);
      case 3 -> {
        bytes[at] = (byte) random.nextInt(256);
        yield bytes;
      }
      case 4 -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        yield bytes;
      }
      default -> {
        // Printable, so that more mutants reach the inner rules.
        bytes[at] = (byte) "0123456789eE+-.,:(){}[]'\"<f48 NaTru".charAt(random.nextInt(34));
        yield bytes;
      }
    };
  }

  private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] all = Arrays.copyOf(bytes, head + middle.length + bytes.length - tail);
    System.arraycopy(middle, 0, all, head, middle.length);
    System.arraycopy(bytes, tail, all, head + middle.length, bytes.length - tail);
    return all;
  }
}
