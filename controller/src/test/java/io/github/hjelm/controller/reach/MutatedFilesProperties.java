package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand damaged files: each is read or refused in a sentence, nothing else happens.
 */
class MutatedFilesProperties {

  private static final int ARRAYS = 85_000;
  private static final int DESCRIPTIONS = 15_000;
  private static final long SEED = 20261120;

  @FunctionalInterface
  private interface Reader {
    void read(byte[] mutant) throws TableRefusal;
  }

  @Test
  void arraysAreReadOrRefused() {
    byte[][] seeds = {
      NumpyFileTest.file(NumpyFileTest.HEADER, 6),
      NumpyHeader.write(NumpyType.FLOAT64, List.of(1, 1))
    };
    mutate(
        ARRAYS,
        seeds,
        mutant -> {
          NumpyArray array = NumpyFile.parse(mutant, "mutant.npy");
          assertEquals(array.size(), array.doubles().length);
        });
  }

  @Test
  void descriptionsAreReadOrRefused() throws Exception {
    mutate(
        DESCRIPTIONS,
        new byte[][] {TableFilesTest.json()},
        mutant -> {
          TableHeader header = TableHeader.parse(mutant, "mutant.json");
          assertTrue(header.description().grid().size() >= 2);
        });
  }

  private static void mutate(int count, byte[][] seeds, Reader reader) {
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutant = Mutation.of(seeds[i % seeds.length], random);
      try {
        reader.read(mutant);
        read++;
      } catch (TableRefusal refusal) {
        NumpyFileTest.assertSentence(refusal);
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("mutant " + i + " of seed " + SEED, e);
      }
    }
    assertTrue(read > 100 && refused > 10_000, read + " read, " + refused + " refused");
  }
}
