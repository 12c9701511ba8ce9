package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each problem against its closed form at a small size; the bench has the full ones. */
final class GameProblemsTest {

  private static SolveRequest request(
      Map<String, String> settings, List<Integer> counts, String scheme) {
    return new SolveRequest(
        settings,
        Optional.of(counts),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.of(scheme),
        false);
  }

  private static Accuracy accuracy(Problem problem, String scheme, Integer... counts)
      throws Exception {
    SolveRequest request = request(Map.of(), List.of(counts), scheme);
    return Accuracy.of(problem.solve(request, Progress.none()));
  }

  @Test
  void dubinsMeetsItsClosedForm() throws Exception {
    Accuracy accuracy = accuracy(new DubinsAvoid(), "weno5", 41, 41, 40);
    assertTrue(accuracy.max() <= 0.0135, accuracy::toString);
    assertTrue(accuracy.mean() <= 8.5e-4, accuracy::toString);
    assertTrue(accuracy.intersectionOverUnion() >= 0.994, accuracy::toString);
    assertEquals(0, accuracy.missedAfterMargin());
  }

  @Test
  void higherOrderIsCloserForDubins() throws Exception {
    double first = accuracy(new DubinsAvoid(), "first", 25, 25, 24).mean();
    double second = accuracy(new DubinsAvoid(), "eno2", 25, 25, 24).mean();
    double third = accuracy(new DubinsAvoid(), "eno3", 25, 25, 24).mean();
    assertTrue(second < 0.6 * first && third < 0.9 * second, first + " " + second + " " + third);
  }

  @Test
  void air3dIsZeroOnItsBarrier() throws Exception {
    Accuracy accuracy = accuracy(new Air3dAvoid(), "weno5", 25, 20, 24);
    assertTrue(accuracy.mean() <= 0.035, accuracy::toString);
  }

  @Test
  void doubleIntegratorIsNeverCalledSafeWhenItIsNot() throws Exception {
    for (String scheme : List.of("first", "weno5")) {
      Accuracy accuracy = accuracy(new DoubleIntegratorAvoid(), scheme, 101, 101);
      assertEquals(0, accuracy.missed());
      if (scheme.equals("weno5")) {
        assertTrue(accuracy.mean() <= 1e-3 && accuracy.max() <= 0.016, accuracy::toString);
      }
    }
  }

  @Test
  void semiLagrangianUnsafeSetsContainTheExactOnesButForTheError() throws Exception {
    for (int count : new int[] {51, 101}) {
      Accuracy wall = accuracy(new DoubleIntegratorAvoid(), "semi-lagrangian", count, count);
      assertEquals(0, wall.missedAfterMargin(), wall::toString);
      assertTrue(wall.mean() <= 2e-3 && wall.intersectionOverUnion() > 0.99, wall::toString);
    }
    Accuracy car = accuracy(new DubinsAvoid(), "semi-lagrangian", 31, 31, 30);
    assertEquals(0, car.missedAfterMargin(), car::toString);
    assertTrue(car.intersectionOverUnion() > 0.99, car::toString);
  }

  @Test
  void semiLagrangianIsTheMoreAccurateMonotoneScheme() throws Exception {
    double arcs = accuracy(new Air3dAvoid(), "semi-lagrangian", 25, 20, 24).mean();
    double differences = accuracy(new Air3dAvoid(), "first", 25, 20, 24).mean();
    assertTrue(arcs < differences / 3, arcs + " against " + differences);
  }

  @Test
  void semiLagrangianSaysThatItIsMonotone() throws Exception {
    SolveRequest request = request(Map.of(), List.of(21, 21), "semi-lagrangian");
    Solution solution = new DoubleIntegratorAvoid().solve(request, Progress.none());
    assertEquals("semi-lagrangian", solution.scheme());
    assertTrue(solution.monotone() && solution.steps() > 1);
  }

  @Test
  void pathsAreNotFollowedForEver() {
    SolveRequest endless =
        new SolveRequest(
            Map.of(),
            Optional.of(List.of(21, 21)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.of(Double.POSITIVE_INFINITY),
            Optional.of("semi-lagrangian"),
            false);
    for (Problem problem : List.of(new DoubleIntegratorTtr(), new DoubleIntegratorAvoid())) {
      SolveRefusal refusal =
          assertThrows(SolveRefusal.class, () -> problem.solve(endless, Progress.none()));
      assertTrue(String.valueOf(refusal.getMessage()).contains("a finite horizon, name one"));
    }
  }

  @Test
  void timeToReachMeetsItsClosedForm() throws Exception {
    Accuracy accuracy = accuracy(new DoubleIntegratorTtr(), "weno5", 101, 101);
    assertTrue(accuracy.mean() <= 2.5e-3 && accuracy.max() <= 0.035, accuracy::toString);
  }

  @Test
  void anAvoidProblemSaysWhatIsKept() throws Exception {
    SolveRequest request = request(Map.of("radius", "0.3"), List.of(11, 9, 8), "weno5");
    AvoidGame game = new DubinsAvoid().avoidGame(request).orElseThrow();
    assertEquals(11 * 9 * 8, game.grid().size());
    assertEquals("dubins", game.robot().name());
    assertEquals(0.2, game.clearance().value(new double[] {0.3, 0.4, 1}), 1e-15);
    assertEquals(Optional.empty(), new DoubleIntegratorTtr().avoidGame(SolveRequest.standard()));
  }

  @Test
  void parametersReachTheModel() throws Exception {
    Map<String, String> settings = Map.of("speed", "1.2", "radius", "0.3", "turnRate", "2");
    Solution solution =
        new DubinsAvoid().solve(request(settings, List.of(25, 25, 24), "weno5"), Progress.none());
    assertEquals(1.2, solution.parameters().get("speed"));
    Accuracy accuracy = Accuracy.of(solution);
    assertTrue(accuracy.mean() <= 3e-3, accuracy::toString);
  }

  @Test
  void singlePrecisionHoldsTheSameTable() throws Exception {
    SolveRequest wide = request(Map.of(), List.of(21, 21), "weno5");
    SolveRequest narrow =
        new SolveRequest(
            wide.settings(),
            wide.counts(),
            wide.lower(),
            wide.upper(),
            wide.horizon(),
            wide.scheme(),
            true);
    Values doubles = new DoubleIntegratorAvoid().solve(wide, Progress.none()).values();
    Values floats = new DoubleIntegratorAvoid().solve(narrow, Progress.none()).values();
    assertInstanceOf(Values.Floats.class, floats);
    for (int node = 0; node < doubles.size(); node++) {
      assertEquals((float) doubles.get(node), floats.get(node));
    }
  }

  @Test
  void decayKeepsTheUnsafeSetAndStretchesTheValue() throws Exception {
    List<Integer> counts = List.of(61, 61);
    Values plain = doubleIntegrator(Map.of(), counts);
    Values decaying = doubleIntegrator(Map.of("decay", "0.5"), counts);
    int differing = 0;
    for (int node = 0; node < plain.size(); node++) {
      boolean unsafe = plain.get(node) < 0;
      if (unsafe != decaying.get(node) < 0) {
        // The two may disagree only where V passes zero within a cell.
        assertEquals(0, plain.get(node), 0.05);
        differing++;
      }
      if (plain.get(node) > 0.05) {
        assertTrue(decaying.get(node) >= plain.get(node) - 1e-3, "node " + node);
      }
    }
    assertTrue(differing < 20, () -> "they differ");
    assertTrue(decaying.get(0) < 1.5 * plain.get(0), () -> "the unsafe side is as it was");
  }

  private static Values doubleIntegrator(Map<String, String> settings, List<Integer> counts)
      throws Exception {
    SolveRequest request = request(settings, counts, "weno5");
    return new DoubleIntegratorAvoid().solve(request, Progress.none()).values();
  }

  private static void assertRefuses(String start, SolveRequest request) {
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> new DubinsAvoid().solve(request, Progress.none()));
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.startsWith(start), sentence);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    List<Integer> counts = List.of(21, 21, 20);
    assertRefuses("there is no scheme 'weno6'", request(Map.of(), counts, "weno6"));
    assertRefuses(
        "dubins-avoid: scheme semi-lagrangian solves plain games",
        request(Map.of("decay", "0.5"), counts, "semi-lagrangian"));
    assertRefuses(
        "dubins-avoid has no parameter 'sped'", request(Map.of("sped", "1"), counts, "weno5"));
    assertRefuses(
        "dubins-avoid: 'speed' must be a number in [",
        request(Map.of("speed", "fast"), counts, "weno5"));
    assertRefuses(
        "dubins-avoid: 'speed' must be a number in [",
        request(Map.of("speed", "NaN"), counts, "weno5"));
    assertRefuses("dubins-avoid has 3 axes", request(Map.of(), List.of(21, 21), "weno5"));
    assertRefuses("axis x has 6 nodes", request(Map.of(), List.of(6, 21, 20), "weno5"));
    assertRefuses(
        "a grid of 2000x2000x2000 nodes needs",
        request(Map.of(), List.of(2000, 2000, 2000), "weno5"));
  }
}
