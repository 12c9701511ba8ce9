package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files are read or refused; nothing else comes out of them. */
class MutatedEpisodesProperties {

  private static final long SEED = 20_261_121;
  private static final int MUTANTS = 300;

  @TempDir Path folder;

  @Test
  void episodesAreReadOrRefused() throws Exception {
    Path file = folder.resolve("data/chunk-000/file-000.parquet");
    Files.createDirectories(file.resolveSibling("."));
    Files.createDirectories(folder.resolve("meta"));
    Files.write(folder.resolve("meta/info.json"), ForeignEpisodesTest.bytes("info.json"));
    List<byte[]> seeds =
        List.of(
            ForeignEpisodesTest.bytes("list-snappy-v1-dictionary.parquet"),
            ForeignEpisodesTest.bytes("fixed-zstd-v2.parquet"),
            ForeignEpisodesTest.bytes("large-double-plain-v2.parquet"));
    SplittableRandom random = new SplittableRandom(SEED);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Files.write(file, mutant(seeds.get(i % seeds.size()), random));
      try {
        Episodes episodes = EpisodeFolder.read(folder, EpisodeFolderTest.DESCRIPTION);
        assertTrue(episodes.count() >= 2);
        read++;
      } catch (DataRefusal refusal) {
        assertTrue(refusal.sentence().lines().count() == 1, refusal.sentence());
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + SEED, e);
      }
    }
    assertTrue(read > 20 && refused > 100, read + " read, " + refused + " refused");
  }

  private static byte[] mutant(byte[] seed, SplittableRandom random) {
    byte[] mutant = seed.clone();
    for (int k = random.nextInt(1, 4); k > 0; k--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }
}
