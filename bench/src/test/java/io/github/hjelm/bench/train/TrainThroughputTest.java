package io.github.hjelm.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.NumpyFile;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainThroughputTest {

  private static final Map<String, String> SHELL = Map.of("TORCH_PYTHON", "sh");
  private static final String GREETING = "echo '{\"tool\": \"PyTorch\", \"torch\": \"9\"}'\n";
  private static final TrainCase TINY = new TrainCase(2, 3, 16, 2, 50, 32, 90, 10, 1);

  @TempDir private Path folder;

  private TrainPeer start(String script) throws IOException {
    return TorchPeer.start(Files.writeString(folder.resolve("peer.sh"), script), SHELL);
  }

  /** A millisecond a look. */
  private static MonotonicClock steady() {
    long[] now = {0};
    return () -> now[0] += 1_000_000;
  }

  @Test
  void saysWhyThePeerIsLeftOut() throws IOException {
    Path script = Files.writeString(folder.resolve("peer.sh"), "echo oh >&2; echo no >&2; exit 3");
    assertTrue(TorchPeer.start(script, Map.of()).skipped().contains("does not name a Python"));
    assertTrue(TorchPeer.start(folder.resolve("none"), SHELL).skipped().contains("is not here"));
    assertTrue(
        TorchPeer.start(script, Map.of("TORCH_PYTHON", "no-such-python"))
            .skipped()
            .contains("Python does not start"));
    assertEquals("it ended: no", TorchPeer.start(script, SHELL).skipped());
    assertEquals("no PyTorch", start("echo '{\"skipped\": \"no PyTorch\"}'").skipped());
  }

  @Test
  void takesTurnsOnTheSameRows() throws Exception {
    String script =
        GREETING
            + """
            while read line; do
              echo "$line" >> %1$s/asked
              cp "$(echo "$line" | sed -n 's/.*"table":"\\([^"]*\\)".*/\\1/p')" %1$s/table.npy
              echo '{"seconds": 0.18, "firstLoss": 2, "loss": 1}'
            done
            """
                .formatted(folder);
    try (TrainPeer peer = start(script)) {
      TrainComparison result = new TrainThroughput(TINY, peer, steady()).run(3, Progress.none());
      assertTrue(result.compared(), result::peerMissing);
      assertEquals("PyTorch 9", result.tool());
      // Ninety steps of a millisecond, the ten before them apart.
      assertEquals(0.09, result.ours().get(0).seconds(), 1e-9);
      assertEquals(2, result.ratio(), 1e-9);
      assertEquals(90 * 32 / 0.09, result.samplesPerSecond(), 1e-6);
      assertEquals(0.75, result.confidence());
      assertTrue(result.learnt(), () -> "losses were " + result.ours());
    }
    List<String> asked = Files.readAllLines(folder.resolve("asked"));
    assertEquals(3, asked.size());
    for (String words :
        List.of("\"width\":16", "\"steps\":90", "\"untimedSteps\":10", "\"threads\":1")) {
      assertTrue(asked.get(0).contains(words), () -> words + " not in " + asked.get(0));
    }
    double[] rows = NumpyFile.read(folder.resolve("table.npy")).doubles();
    assertEquals(50 * 5, rows.length);
    assertEquals(Math.tanh(rows[5] + rows[6]), rows[7], 1e-6);
  }

  /** Writes down who came when, and fails in a round. */
  private static final class FailingPeer implements TrainPeer {
    private final List<Long> seeds = new ArrayList<>();

    @Override
    public String tool() {
      return "failing";
    }

    @Override
    public String skipped() {
      return "";
    }

    @Override
    public TrainTurn train(TrainCase asked, Path table, long seed) throws IOException {
      seeds.add(seed);
      if (seeds.size() == 2) {
        throw new IOException("it failed: too much");
      }
      return new TrainTurn(1, 2, 1);
    }

    @Override
    public void close() {}
  }

  @Test
  void aFailureIsSaidAndEndsTheComparison() throws Exception {
    FailingPeer peer = new FailingPeer();
    TrainComparison result = new TrainThroughput(TINY, peer, steady()).run(3, Progress.none());
    assertFalse(result.compared());
    assertEquals("it failed: too much", result.peerMissing());
    assertEquals(3, result.ours().size());
    assertEquals(List.of(0L, 1L), peer.seeds);
    assertTrue(Double.isNaN(result.ratio()));
    assertTrue(Double.isNaN(result.leastRatio()));
  }

  @Test
  void anAbsentPeerIsNotPassedOverInSilence() throws Exception {
    TrainComparison result =
        new TrainThroughput(TINY, TrainPeer.absent("no PyTorch"), steady()).run(1, Progress.none());
    assertEquals("no PyTorch", result.peerMissing());
    assertTrue(result.samplesPerSecond() > 0);
  }

  @Test
  void ratiosAreOfRounds() {
    TrainTurn[] ours = {new TrainTurn(1, 2, 1), new TrainTurn(2, 2, 1), new TrainTurn(4, 2, 1)};
    TrainTurn[] peers = {new TrainTurn(3, 2, 1), new TrainTurn(4, 2, 1), new TrainTurn(4, 2, 3)};
    TrainComparison result =
        new TrainComparison(TINY, List.of(ours), List.of(peers), "another", "");
    assertEquals(2, result.ratio(), 1e-12);
    assertEquals(1, result.leastRatio());
    assertEquals(3, result.mostRatio());
    assertFalse(result.learnt(), "the last one's loss grew");
  }

  @Test
  void aTrainerThatReadsItsClockOtherwiseIsNoticed() {
    StepClock clock = new StepClock(steady(), 2);
    clock.nanoTime();
    clock.nanoTime();
    assertThrows(IllegalStateException.class, () -> clock.secondsAfter(0));
    clock.nanoTime();
    assertEquals(0.001, clock.secondsAfter(1), 1e-12);
  }
}
