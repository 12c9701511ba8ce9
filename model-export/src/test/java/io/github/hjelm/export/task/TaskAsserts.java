package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificatePromise;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.SplittableRandom;

/** What every task has to stand. */
final class TaskAsserts {

  private static final int ATTEMPTS = 200;

  private TaskAsserts() {}

  /** At least 99 % of attempts, no violation, and every mode in use. */
  static AttemptSummary assertDemonstratorSucceeds(Task task) throws Exception {
    AttemptSummary summary = new Attempts(task).run(task.demonstrator(), ATTEMPTS, 7);
    String what = task.name() + ": " + summary;
    assertEquals(ATTEMPTS, summary.attempts(), what);
    assertTrue(summary.successes() >= 0.99 * ATTEMPTS, what);
    assertEquals(0, summary.violations(), what);
    assertEquals(0, summary.invalid(), what);
    assertTrue(summary.leastClearance() > 0, what);
    for (int successes : summary.successesPerMode()) {
      assertTrue(successes > 0.5 * ATTEMPTS / task.modes().size(), what);
    }
    return summary;
  }

  /** Sizes fit, starts are safe and within the observation's bounds, a certificate can be asked. */
  static void assertHoldsTogether(Task task) throws Exception {
    List<Quantity> seen = task.observation();
    double[] observation = new double[seen.size()];
    double[] x = new double[task.robot().states().size()];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      task.start(random, x);
      task.observe(x, observation);
      for (int k = 0; k < observation.length; k++) {
        Quantity side = seen.get(k);
        assertTrue(side.upper() - side.lower() < Double.POSITIVE_INFINITY, side.name());
        assertEquals(observation[k], side.clamp(observation[k]), 1e-12, side.name());
      }
      assertTrue(task.clearance(x) > 0, task.name() + " starts where it must not be");
    }
    assertCertificateFits(task);
  }

  private static void assertCertificateFits(Task task) throws Exception {
    TableRequest request = task.certificate();
    AvoidGame game =
        ProblemCatalog.standard()
            .problem(request.problem())
            .avoidGame(request.request())
            .orElseThrow();
    CertificatePromise promise = CertificatePromise.parse(request.promise());
    promise.requireStates(game.grid().dimensions());
    assertTrue(promise.holdS() >= task.chunk().periodS(), "controls are held longer than promised");
    List<Quantity> states = task.robot().states();
    List<String> names = states.stream().map(Quantity::name).toList();
    SplittableRandom random = new SplittableRandom(4);
    double[] x = new double[names.size()];
    double[] part = new double[game.robot().states().size()];
    for (int i = 0; i < 200; i++) {
      task.start(random, x);
      for (int k = 0; k < part.length; k++) {
        int state = names.indexOf(game.robot().states().get(k).name());
        assertTrue(state >= 0, game.robot().states().get(k) + " is no state of the task");
        part[k] = x[state];
      }
      assertTrue(game.clearance().value(part) > 0, "the certificate's safe set excludes a start");
    }
    for (Quantity control : game.robot().controls()) {
      assertTrue(task.robot().controls().contains(control), control + " is no control of the task");
    }
  }
}
