package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemRefusalTest {

  @Test
  void settingsAreChecked() {
    assertRefused("did you mean 'sigma'", new Lqr(), Requests.with(Map.of("sgima", "1")));
    assertRefused(
        "lqr: 'sigma' must be a number in [", new Lqr(), Requests.with(Map.of("sigma", "much")));
    assertRefused(", but is 'NaN'", new Lqr(), Requests.with(Map.of("sigma", "NaN")));
    assertRefused(
        "belongs to the case of one", new Lqr(), Requests.with(Map.of("dimension", "2", "q", "1")));
  }

  @Test
  void gridsAreChecked() {
    assertRefused("too few", new Lqr(), Requests.with(Map.of(), 4));
    assertRefused("has 1 axes", new Lqr(), Requests.with(Map.of(), 41, 41));
    assertRefused("GiB", new Lqr(), Requests.with(Map.of("dimension", "2"), 2_000_000, 2_000_000));
    SolveRequest flat =
        new SolveRequest(
            Map.of(),
            Optional.empty(),
            Optional.of(List.of(2.0)),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            false);
    assertRefused("not a finite interval", new Lqr(), flat);
  }

  @Test
  void schemesAndHorizonsAreChecked() {
    assertRefused("markov-chain", new Merton(), asked(OptionalDouble.empty(), "weno5"));
    assertRefused("leave --horizon out", new Merton(), asked(OptionalDouble.of(3), "markov-chain"));
    assertRefused(
        "positive and finite", new ExitProbability(), asked(OptionalDouble.of(-1), "markov-chain"));
    assertRefused(
        "fewer nodes", new ExitProbability(), asked(OptionalDouble.of(1e300), "markov-chain"));
  }

  @Test
  void filesAreChecked(@TempDir Path folder) throws Exception {
    assertFileRefused("'Sigma'", folder, "A: [[1]]\nB: [[1]]\nQ: [[1]]\nR: [[1]]\nrho: 1\n");
    assertFileRefused(
        "positive definite",
        folder,
        "A: [[1]]\nB: [[1]]\nQ: [[1]]\nR: [[0]]\nSigma: [[1]]\nrho: 1\n");
    assertFileRefused(
        "correlated",
        folder,
        "A: [[0,1],[0,0]]\nB: [[0],[1]]\nQ: [[1,0],[0,1]]\nR: [[1]]\nSigma: [[1],[2]]\nrho: 1\n");
    assertFileRefused("'Q[0]'", folder, scalarFile().replace("Q: [[1]]", "Q: [[1, 2]]"));
    assertFileRefused("semidefinite", folder, scalarFile().replace("Q: [[1]]", "Q: [[-1]]"));
    assertFileRefused("'B'", folder, scalarFile().replace("B: [[1]]", "B: [[1], [1]]"));
    assertFileRefused("'A[0][0]'", folder, scalarFile().replace("A: [[1]]", "A: [[.nan]]"));
    assertFileRefused("'rho'", folder, scalarFile().replace("rho: 1", "rho: -1"));
    assertFileRefused("'Rho'", folder, scalarFile().replace("rho: 1", "Rho: 1"));
    assertFileRefused("'A'", folder, scalarFile().replace("A: [[1]]", "A: 1"));
    assertFileRefused(
        "semidefinite",
        folder,
        "A: [[0,1],[0,0]]\nB: [[0],[1]]\nQ: [[1,2],[2,1]]\nR: [[1]]\nSigma: [[1],[1]]\nrho: 1\n");
    Path file = folder.resolve("lqr.yaml");
    Files.writeString(
        file,
        "A: [[1,0],[0,-1]]\nB: [[0],[1]]\nQ: [[1,0],[0,1]]\nR: [[1]]\nSigma: [[0],[0]]\nrho: 1\n");
    assertRefused(
        "does not stabilise", new Lqr(), Requests.with(Map.of("file", file.toString()), 21, 21));
    assertRefused("no such file", new Lqr(), Requests.with(Map.of("file", folder + "/none")));
  }

  private static String scalarFile() {
    return "A: [[1]]\nB: [[1]]\nQ: [[1]]\nR: [[1]]\nSigma: [[1]]\nrho: 1\n";
  }

  @Test
  void anInfiniteCostIsRefused() {
    // Without control x² grows at 2α = 4/s, faster than the discount takes away.
    assertRefused(
        "no finite cost-to-go", new Lqr(), Requests.with(Map.of("alpha", "2", "beta", "0"), 101));
  }

  @Test
  void anInterruptEndsTheSolve() {
    for (Problem problem : List.of(new Lqr(), new Merton(), new ExitProbability())) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class,
          () -> problem.solve(SolveRequest.standard(), Progress.none()));
    }
  }

  @Test
  void valuesMayBeKeptInSinglePrecision() throws Exception {
    SolveRequest request =
        new SolveRequest(
            Map.of(),
            Optional.of(List.of(41)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            true);
    Values values = new Merton().solve(request, Progress.none()).values();
    assertTrue(values instanceof Values.Floats);
    assertEquals(-437.4386f, values.get(20), 1e-3);
  }

  private static SolveRequest asked(OptionalDouble horizon, String scheme) {
    return new SolveRequest(
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        horizon,
        Optional.of(scheme),
        false);
  }

  private static void assertFileRefused(String words, Path folder, String text) throws Exception {
    Path file = folder.resolve("lqr.yaml");
    Files.writeString(file, text);
    assertRefused(words, new Lqr(), Requests.with(Map.of("file", file.toString())));
  }

  private static void assertRefused(String words, Problem problem, SolveRequest request) {
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> problem.solve(request, Progress.none()));
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.contains(words), sentence);
  }
}
