package io.github.hjelm.bench.hjb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.NumpyFile;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HjReachabilityTest {

  private static final Map<String, String> SHELL =
      Map.of("HJ_REACHABILITY", "x", "HJ_PYTHON", "sh");

  private static final String GREETING =
      "echo '{\"tool\": \"t\", \"revision\": \"r\", \"jax\": \"1\", \"device\": \"cpu\","
          + " \"precision\": \"float32\"}'\n";

  @TempDir private Path folder;

  private Peer start(String script) throws IOException {
    return HjReachability.start(Files.writeString(folder.resolve("peer.sh"), script), SHELL);
  }

  @Test
  void saysWhyItIsLeftOut() throws IOException {
    Path script = Files.writeString(folder.resolve("peer.sh"), "echo oh >&2; echo no >&2; exit 3");
    assertTrue(
        HjReachability.start(script, Map.of()).skipped().contains("does not name a checkout"));
    assertTrue(
        HjReachability.start(folder.resolve("none"), SHELL).skipped().contains("is not here"));
    assertTrue(
        HjReachability.start(script, Map.of("HJ_REACHABILITY", "x", "HJ_PYTHON", "no-such-python"))
            .skipped()
            .contains("Python does not start"));
    assertEquals("it ended: no", HjReachability.start(script, SHELL).skipped());
    assertEquals("no JAX", start("echo '{\"skipped\": \"no JAX\"}'").skipped());
  }

  @Test
  void takesItsTurns() throws Exception {
    Path table = folder.resolve("table.npy");
    NumpyFile.write(table, List.of(5), new float[] {1, 2, 3, 4, 5});
    // Writes down what it was asked, and where it was asked to puts the table.
    String script =
        GREETING
            + """
            while read line; do
              echo "$line" >> %1$s/asked
              out=$(echo "$line" | sed -n 's/.*"out":"\\([^"]*\\)".*/\\1/p')
              if [ -n "$out" ]; then cp %1$s/table.npy "$out"; fi
              echo '{"seconds": 2.5}'
            done
            """
                .formatted(folder);
    Solution like = Lines.solution(5, Map.of("speed", 0.6), x -> 0, 0);
    try (Peer peer = start(script)) {
      assertEquals("", peer.skipped());
      assertEquals("t at r, JAX 1, cpu, float32", peer.tool());
      assertEquals(0, peer.solve(like, 0.25, false).values().size());
      Peer.Turn turn = peer.solve(like, 3, true);
      assertEquals(2.5, turn.seconds());
      assertEquals(4, turn.values().get(3));
    }
    String asked = Files.readAllLines(folder.resolve("asked")).get(0);
    for (String words :
        List.of(
            "\"problem\":\"line\"",
            "\"counts\":[5]",
            "\"lower\":[-2.0]",
            "\"horizonS\":0.25",
            "\"parameters\":{\"speed\":0.6}")) {
      assertTrue(asked.contains(words), () -> words + " not in " + asked);
    }
  }

  private static HjbRow measured(Peer peer) throws Exception {
    SolveRequest request = Requests.horizon(Requests.cube(SolveRequest.standard(), 1, 5), 3);
    HjbCase asked =
        new HjbCase(
            "line 5",
            "line",
            request,
            9,
            solution -> List.of(HjbMetric.atMost("at 3", solution.values().get(3), 100)),
            null,
            null,
            null,
            Double.NaN,
            0.5);
    Section section =
        new SolvedSection("lines", 1, List.of(asked), SolvedSection.Together.nothing());
    Surroundings in =
        new Surroundings(
            new ProblemCatalog(List.of(new Lines.Line("line"))), peer, () -> 0, 2, false);
    return section.run(in, Progress.none()).rows().get(0);
  }

  /** Answers at once, with a second for the first turn, two for the next and so on. */
  private static final class SlowingPeer implements Peer {
    private int turns;

    @Override
    public String tool() {
      return "slowing";
    }

    @Override
    public String skipped() {
      return "";
    }

    @Override
    public Turn solve(Solution like, double horizonS, boolean wanted) throws IOException {
      boolean warming = horizonS < 0.1;
      turns += warming ? 0 : 1;
      if (turns > 2) {
        throw new IOException("it failed: too much");
      }
      return new Turn(
          turns, new Values.Doubles(wanted ? new double[] {0, 0, 0, 7, 0} : new double[0]));
    }

    @Override
    public void close() {}
  }

  @Test
  void timesAreComparedRoundByRound() throws Exception {
    SlowingPeer peer = new SlowingPeer();
    HjbRow row = measured(peer);
    assertEquals(List.of(1.0, 2.0), row.facts().get("hjReachabilitySecondsOfRounds"));
    assertEquals(List.of(0.5, 0.25), row.facts().get("shareOfRounds"));
    assertEquals(0.25, row.metric("time over hj_reachability's"));
    assertEquals(0.5, row.metric("most of a round"));
    assertEquals(7, row.metric("hj_reachability's at 3"));
    assertTrue(row.met());
    // It fails from here on, and that is said.
    HjbRow failed = measured(peer);
    assertEquals("it failed: too much", failed.facts().get("hjReachabilityMissing"));
    assertTrue(Double.isNaN(failed.metric("time over hj_reachability's")));
  }

  @Test
  void anAbsentPeerIsNotPassedOverInSilence() throws Exception {
    HjbRow row = measured(Peer.absent("no JAX"));
    assertEquals("no JAX", row.facts().get("hjReachabilityMissing"));
    assertFalse(row.metrics().isEmpty());
  }
}
