package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.sensors.robot.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class EpisodeFolderTest {

  static final EpisodesDescription DESCRIPTION = EpisodesDescription.of(new TwoGoals(0, false));

  private static final Map<String, Object> MADE = Map.of("seed", 7);

  @TempDir Path temporary;

  /** Episodes of 1 to 40 frames with any floats in them. */
  static Episodes random(long seed, int episodes, int observed, int done) {
    SplittableRandom random = new SplittableRandom(seed);
    Episodes.Recorder recorder = new Episodes.Recorder(observed, done, 0.05);
    for (int e = 0; e < episodes; e++) {
      recorder.beginEpisode();
      for (int f = random.nextInt(1, 41); f > 0; f--) {
        recorder.frame(
            random.doubles(observed, -1e3, 1e3).toArray(), random.doubles(done, -1, 1).toArray());
      }
    }
    return recorder.episodes();
  }

  static void assertSame(Episodes expected, Episodes read) {
    assertEquals(expected.count(), read.count());
    assertEquals(expected.frames(), read.frames());
    assertEquals(expected.periodS(), read.periodS());
    for (int e = 0; e < expected.count(); e++) {
      assertEquals(expected.firstFrame(e), read.firstFrame(e));
    }
    for (int f = 0; f < expected.frames(); f++) {
      for (int i = 0; i < expected.observationSize(); i++) {
        assertEquals(expected.observation(f, i), read.observation(f, i), "frame " + f);
      }
      for (int j = 0; j < expected.actionSize(); j++) {
        assertEquals(expected.action(f, j), read.action(f, j), "frame " + f);
      }
    }
  }

  @Test
  void readsWhatItWrote() throws Exception {
    Episodes episodes = random(1, 30, 2, 1);
    Path folder = temporary.resolve("episodes");
    EpisodeFolder.write(folder, episodes, DESCRIPTION, MADE);
    assertSame(episodes, EpisodeFolder.read(folder, DESCRIPTION));
  }

  @Test
  void actionsOfSeveralComponentsAreListsAndComeBackToo() throws Exception {
    EpisodesDescription wide =
        new EpisodesDescription(
            "wide",
            "robot",
            List.of(Quantity.angle("heading")),
            List.of(Quantity.symmetric("a", "m/s", 1), Quantity.symmetric("b", "rad/s", 1)),
            0.05);
    Episodes episodes = random(2, 5, 1, 2);
    Path folder = temporary.resolve("wide");
    EpisodeFolder.write(folder, episodes, wide, MADE);
    assertSame(episodes, EpisodeFolder.read(folder, wide));
  }

  @Test
  void writesTheSameBytesTwice() throws Exception {
    Episodes episodes = random(3, 4, 2, 1);
    for (String name : List.of("a", "b")) {
      EpisodeFolder.write(temporary.resolve(name), episodes, DESCRIPTION, MADE);
    }
    List<String> files = files(temporary.resolve("a"));
    assertEquals(
        List.of(
            "data/chunk-000/file-000.parquet",
            "meta.json",
            "meta/episodes/chunk-000/file-000.parquet",
            "meta/info.json",
            "meta/stats.json",
            "meta/tasks.parquet"),
        files);
    assertEquals(files, files(temporary.resolve("b")));
    for (String file : files) {
      assertArrayEquals(
          Files.readAllBytes(temporary.resolve("a").resolve(file)),
          Files.readAllBytes(temporary.resolve("b").resolve(file)),
          file);
    }
  }

  @Test
  void namesComponentsWithTheirUnits() throws Exception {
    Episodes episodes = random(4, 3, 2, 1);
    Path folder = temporary.resolve("named");
    EpisodeFolder.write(folder, episodes, DESCRIPTION, MADE);
    Map<String, Object> meta = json(folder.resolve("meta.json"));
    assertEquals("two-goals", meta.get("task"));
    assertEquals("double-integrator", meta.get("robot"));
    assertEquals(Map.of("seed", 7L), meta.get("made"));
    assertEquals(
        List.of(Map.of("name", "acceleration", "unit", "m/s²", "lower", -3.0, "upper", 3.0)),
        meta.get("action"));
    Map<String, Object> info = json(folder.resolve("meta/info.json"));
    Map<?, ?> features = (Map<?, ?>) Objects.requireNonNull(info.get("features"));
    assertEquals(20L, info.get("fps"));
    assertEquals((long) episodes.frames(), info.get("total_frames"));
    assertEquals(
        Map.of("dtype", "float32", "shape", List.of(2L), "names", List.of("velocity", "position")),
        features.get("observation.state"));
  }

  @Test
  void statisticsAreThoseOfTheEpisodes() throws Exception {
    Episodes.Recorder recorder = new Episodes.Recorder(2, 1, 0.05);
    recorder.beginEpisode();
    recorder.frame(new double[] {1, 5}, new double[] {-1});
    recorder.frame(new double[] {3, 5}, new double[] {1});
    Path folder = temporary.resolve("statistics");
    EpisodeFolder.write(folder, recorder.episodes(), DESCRIPTION, MADE);
    assertEquals(
        Map.of(
            "min", List.of(1.0, 5.0),
            "max", List.of(3.0, 5.0),
            "mean", List.of(2.0, 5.0),
            "std", List.of(1.0, 0.0),
            "count", List.of(2L)),
        json(folder.resolve("meta/stats.json")).get("observation.state"));
  }

  @Test
  void neverWritesOverAFolderAndLeavesNothingBehind() throws Exception {
    Path folder = temporary.resolve("taken");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mine.txt"), "mine");
    DataRefusal refusal =
        assertThrows(
            DataRefusal.class,
            () -> EpisodeFolder.write(folder, random(5, 2, 2, 1), DESCRIPTION, MADE));
    assertEquals(folder + " is not empty: name a new folder or remove it", refusal.sentence());
    assertEquals(List.of("taken/mine.txt"), files(temporary));
  }

  @Test
  void leavesNothingBehindWhenWritingBreaks() throws Exception {
    Path folder = temporary.resolve("broken");
    // What JSON cannot hold breaks the last of the files.
    Map<String, Object> bad =
        Map.of(
            "seed",
            new Object() {
              @Override
              public String toString() {
                throw new IllegalStateException("on purpose");
              }
            });
    assertThrows(
        IllegalStateException.class,
        () -> EpisodeFolder.write(folder, random(6, 2, 2, 1), DESCRIPTION, bad));
    assertEquals(List.of(), files(temporary));
    assertFalse(Files.exists(folder));
  }

  static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  @Test
  @EnabledIf("hasFullDevice")
  void aFullDiskIsAnIoException() {
    IOException full =
        assertThrows(
            IOException.class,
            () -> EpisodeFolder.writeFrames(Path.of("/dev/full"), random(7, 500, 2, 1)));
    assertTrue(String.valueOf(full.getMessage()).contains("No space"), full.toString());
  }

  private static Map<String, Object> json(Path file) throws Exception {
    return JsonTree.read(Files.readAllBytes(file), file.toString());
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return new ArrayList<>(
          found
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList());
    }
  }
}
