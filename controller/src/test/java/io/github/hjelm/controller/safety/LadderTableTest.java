package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The README's table of the ladder, row by row. */
class LadderTableTest {

  private static final Verdict REASON = Verdict.HELD_POLICY_FAULT;

  private final Map<String, Function<MassBetweenWalls, SafeCommand>> cases = new HashMap<>();

  LadderTableTest() {
    withCandidates();
    withoutSafeCandidate();
    withoutCandidates();
    withoutState();
    stopped();
    uncertified();
  }

  private void withCandidates() {
    cases.put("the candidate that ranks best is certified", b -> b.decide(0, 0, 1));
    cases.put("it is not, another candidate is", b -> b.decide(0.6, 0.8, 1, -1));
    cases.put("a candidate is, after it was brought into the control box", b -> b.decide(0, 0, 3));
    cases.put(
        "none is, rule `NEAREST`: the control of the linear model is",
        b -> nearest(b, Rung.PROJECTION));
    cases.put(
        "none is, rule `NEAREST`: a control between wish and safe control is",
        b -> nearest(b, Rung.BISECTION));
  }

  /** The first state of a sweep that is decided on that rung. */
  private static SafeCommand nearest(MassBetweenWalls mass, Rung rung) {
    mass.filter = mass.filter.with(OverrideRule.NEAREST);
    for (double x = 0.3; x < 1; x += 0.05) {
      for (double v = 0; v < 1; v += 0.05) {
        SafeCommand command = mass.decide(x, v, 1);
        if (command.rung() == rung || mass.stage().stopCause() != null) {
          return command;
        }
      }
    }
    throw new AssertionError("no state is decided on " + rung);
  }

  private void withoutSafeCandidate() {
    cases.put("none is: a corner of the control box is", b -> b.decide(0.8, 0.5, 1));
    cases.put("none is: the certificate's own action is", b -> slow(b, (x, u) -> still(u)));
    cases.put("none is: the robot's own brake is", b -> slow(b, BackupActions.none()));
    cases.put("no control is: the one that leaves most is sent", b -> b.decide(0.9, 0.9, 1));
  }

  private static boolean still(double[] u) {
    u[0] = 0;
    return true;
  }

  private static SafeCommand slow(MassBetweenWalls mass, BackupActions backup) {
    mass.certificate = MassBetweenWalls.slow(backup);
    return mass.decide(0, 0, 1);
  }

  private void withoutCandidates() {
    cases.put("a state, but no candidate", b -> b.decide(0, 0.05));
    cases.put(
        "a state, but no candidate that is a number", b -> b.decide(0, 0, Double.NaN, Double.NaN));
    cases.put(
        "a state, but the loop holds for a reason of its own",
        b -> b.stage().hold(b.nowNs, new double[] {0, 0.05}, 0, REASON));
    cases.put(
        "a state of which the certificate knows nothing",
        b -> {
          b.certificate = MassBetweenWalls.narrow(0.5);
          return b.decide(0.6, 0, 1);
        });
  }

  private void withoutState() {
    cases.put(
        "a state that is older than the certificate allows",
        b -> {
          b.decide(0, 0, 0);
          return b.stage().decide(b.nowNs, new double[2], 0.0501, new double[] {1}, 1);
        });
    cases.put(
        "a state that is incomplete or not a number",
        b -> {
          b.decide(0, 0, 0);
          return b.decide(Double.NaN, 0, 1);
        });
    cases.put(
        "no state, and the loop says why",
        b -> {
          b.decide(0, 0, 0);
          return b.hold(REASON);
        });
    cases.put(
        "no state, and nothing vouches from the predicted one",
        b -> {
          b.decide(0.9, 0.9, 0);
          return b.hold(REASON);
        });
    cases.put("no state, and never one since the start", b -> b.hold(REASON));
    cases.put(
        "model, table or ranking throws",
        b -> {
          b.ranking =
              (x, u) -> {
                throw new IllegalStateException("a broken task");
              };
          return b.decide(0, 0, 1, 0);
        });
  }

  private void stopped() {
    cases.put(
        "more commands in a row that nothing vouches for than allowed",
        b -> {
          b.ladder = b.ladder.withMaxUnvouched(1);
          b.decide(0.9, 0.9, 1);
          return b.decide(0.9, 0.9, 1);
        });
    cases.put(
        "no state for longer than allowed",
        b -> {
          b.ladder = b.ladder.withMaxBlind(0.15);
          b.decide(0, 0, 0);
          b.hold(REASON);
          return b.hold(REASON);
        });
    cases.put(
        "the robot does not move as its model, rule `STOP`",
        b -> {
          b.ladder = b.ladder.with(MismatchRule.STOP);
          SafeCommand last = b.decide(0, 0, 0);
          for (int k = 1; k <= 3; k++) {
            last = b.decide(0.1 * k, 0, 0);
          }
          return last;
        });
    cases.put("a stop was asked for", MassBetweenWalls::stop);
  }

  private void uncertified() {
    cases.put("uncertified: a candidate in the control box", b -> bare(b).decide(0, 0, 1));
    cases.put("uncertified: a candidate that was brought into it", b -> bare(b).decide(0, 0, 2));
    cases.put("uncertified: a state, but no candidate", b -> bare(b).decide(0, 0));
    cases.put(
        "uncertified: a state, but no candidate that is a number",
        b -> bare(b).decide(0, 0, Double.NEGATIVE_INFINITY));
    cases.put("uncertified: no state", b -> bare(b).hold(REASON));
  }

  private static MassBetweenWalls bare(MassBetweenWalls mass) {
    mass.isUncertified = true;
    return mass;
  }

  @Test
  void everyRowIsWhatTheStageDoes() throws Exception {
    List<String[]> rows = rows();
    Set<String> written = new HashSet<>();
    for (String[] row : rows) {
      Function<MassBetweenWalls, SafeCommand> one = cases.get(row[0]);
      if (one == null) {
        throw new AssertionError("no case for the row: " + row[0]);
      }
      assertTrue(written.add(row[0]), "twice: " + row[0]);
      SafeCommand command = one.apply(new MassBetweenWalls());
      Rung rung = command.rung();
      assertEquals(row[1], rung == null ? "none" : rung.name(), row[0]);
      assertEquals(
          row[2], row[2].equals("the reason") ? reason(command) : command.verdict().name(), row[0]);
      assertEquals(row[3], command.assurance().name(), row[0]);
    }
    assertEquals(cases.keySet(), written);
  }

  private static String reason(SafeCommand command) {
    return command.verdict() == REASON ? "the reason" : command.verdict().name();
  }

  @Test
  void everyRungIsInTheTable() throws Exception {
    Set<String> written = new HashSet<>();
    rows().forEach(row -> written.add(row[1]));
    for (Rung rung : Rung.values()) {
      assertTrue(written.contains(rung.name()), rung.name());
    }
  }

  private static List<String[]> rows() throws Exception {
    List<String[]> rows = new ArrayList<>();
    boolean inTable = false;
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("| state of affairs")) {
        inTable = true;
      } else if (inTable && !line.startsWith("|")) {
        return rows;
      } else if (inTable && !line.startsWith("|---")) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        for (int i = 1; i < cells.length; i++) {
          cells[i] = cells[i].replace("`", "");
        }
        rows.add(cells);
      }
    }
    throw new AssertionError("the table is missing");
  }
}
