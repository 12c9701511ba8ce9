package io.github.hjelm.controller.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever happens to the bytes of a bundle: they are read, or refused in one sentence. */
class MutatedBundleProperties {

  private static final long SEED = 20261121;
  private static final int CASES = 3000;

  @FunctionalInterface
  private interface Reader {
    void read(byte[] bytes) throws BundleRefusal, SamplerRefusal;
  }

  @Test
  void manifestsAreReadOrRefused() {
    assertReadOrRefused(
        ManifestJson.bytes(BundleFixture.manifest()), bytes -> ManifestJson.parse(bytes, "here"));
  }

  @Test
  void goldenOutputsAreReadOrRefused() {
    assertReadOrRefused(
        BundleFixture.golden(0).bytes(),
        bytes -> Golden.parse(bytes, BundleFixture.manifest(), "here"));
  }

  @Test
  void graphsAreReadOrRefused() {
    assertReadOrRefused(
        SumPolicy.bytes(),
        bytes -> OpAllowList.check(SavedModelGraph.parse(bytes, "here"), "here"));
  }

  private static void assertReadOrRefused(byte[] right, Reader reader) {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int k = 0; k < CASES; k++) {
      byte[] mutated = mutated(right, random);
      try {
        reader.read(mutated);
      } catch (BundleRefusal | SamplerRefusal e) {
        assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
        refused++;
      } catch (RuntimeException e) {
        fail("seed " + SEED + ", case " + k, e);
      }
    }
    // Otherwise the mutations would have been too kind to show anything.
    if (refused < CASES / 10) {
      fail("only " + refused + " of " + CASES + " were refused");
    }
  }

  private static byte[] mutated(byte[] right, SplittableRandom random) {
    byte[] bytes = right.clone();
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int count = Math.min(random.nextInt(1, 17), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, Math.max(0, count));
        }
      }
    }
    return bytes;
  }
}
