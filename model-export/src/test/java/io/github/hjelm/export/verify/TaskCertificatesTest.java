package io.github.hjelm.export.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.CertificateFit;
import io.github.hjelm.controller.safety.CertificateTerms;
import io.github.hjelm.controller.safety.CertifiedGame;
import io.github.hjelm.controller.safety.CertifiedView;
import io.github.hjelm.controller.safety.LoopTiming;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.controller.safety.SafetyStages;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificatePromise;
import io.github.hjelm.export.task.TableRequest;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tasks ask to be certified speaks of the robots that they drive. */
class TaskCertificatesTest {

  private static final Path BUNDLES = Path.of("bundles");

  private static final CatalogGames GAMES = new CatalogGames(ProblemCatalog.standard());

  static Stream<String> tasks() {
    return TaskCatalog.standard().names().stream().map(name -> name.replace("-N", "-4"));
  }

  static List<Path> bundles() throws Exception {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
    }
  }

  private static Task task(String name) throws Exception {
    return TaskCatalog.standard().task(name, Map.of());
  }

  /** As it would be read from the files, before anything is solved. */
  private static CertifiedView require(Task task, Robot flown) throws Exception {
    TableRequest request = task.certificate();
    AvoidGame game =
        ProblemCatalog.standard()
            .problem(request.problem())
            .avoidGame(request.request())
            .orElseThrow();
    CertificatePromise promise = CertificatePromise.parse(request.promise());
    CertificateTerms terms =
        new CertificateTerms(
            request.problem(),
            Map.copyOf(request.request().settings()),
            game.robot().name(),
            game.robot().controls(),
            game.robot().disturbances(),
            promise.holdS(),
            promise.delayS(),
            promise.errors(),
            promise.disturbance(),
            SafetyMargins.NONE,
            1,
            false);
    CertifiedGame posed =
        GAMES.pose(request.problem(), terms.parameters(), game.grid(), promise.disturbance());
    return CertificateFit.require(task.name(), terms, game.grid(), posed, flown);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void speaksOfTheTasksRobot(String name) throws Exception {
    Task task = task(name);
    CertifiedView view = require(task, task.robot());
    assertTrue(view.robot().states().size() <= task.robot().states().size());
  }

  @Test
  void speaksOfNoOtherRobot() throws Exception {
    Map<String, Robot> others =
        Map.of(
            "amr-obstacles",
            RobotCatalog.create("mobile-robot", Map.of("max_slip", 0.3)),
            "cartpole-swing-up",
            RobotCatalog.create("cartpole", Map.of("pole_mass", 0.4)),
            "planar-quadrotor-gate",
            RobotCatalog.create("planar-quadrotor", Map.of("mass", 1.1)),
            "pendulum-swing-up",
            RobotCatalog.create("pendulum", Map.of("max_torque", 4.0)),
            "lqr-4",
            task("amr-obstacles").robot());
    for (Map.Entry<String, Robot> one : others.entrySet()) {
      Task task = task(one.getKey());
      assertThrows(TableRefusal.class, () -> require(task, one.getValue()), one.getKey());
    }
  }

  private static Robot robot(RobotUse use) throws Exception {
    return RobotCatalog.create(use.model(), use.parameters());
  }

  @Test
  void bundlesAreSeen() throws Exception {
    assertTrue(bundles().size() >= 4, bundles().toString());
  }

  /** From where the task begins, whatever its policy proposes. */
  @ParameterizedTest
  @MethodSource("bundles")
  void aBundleFliesItsRobot(Path path) throws Exception {
    SafetyStages stages;
    Task task;
    try (Bundle bundle = Bundle.open(path, BundleKeys.none())) {
      Robot flown = robot(bundle.manifest().robot());
      LoopTiming timing = new LoopTiming(bundle.manifest().chunk().periodS(), 0);
      task =
          TaskCatalog.standard()
              .task(bundle.manifest().task().name(), bundle.manifest().task().settings());
      stages =
          SafetyStages.open(bundle.source(), bundle.certificate(), flown, GAMES, timing, false);
    }
    SplittableRandom random = new SplittableRandom(5);
    double[] x = new double[task.robot().states().size()];
    double[] u = new double[task.robot().controls().size()];
    for (int attempt = 0; attempt < 50; attempt++) {
      SafetyStage stage = stages.stage(CandidateRanking.asProposed(), stages.usualLadder());
      task.start(random, x);
      for (int j = 0; j < u.length; j++) {
        u[j] = 4 * random.nextDouble() - 2;
      }
      SafeCommand command = stage.decide(1, x, 0, u, 1);
      assertTrue(command.certified(), () -> command.verdict() + " at " + List.of(x[0], x[1]));
      assertTrue(command.reserve() >= 0);
      assertTrue(stage.hold(2, x, 0, Verdict.HELD_NO_CHUNK).certified());
      assertEquals(0, stage.faults());
    }
  }
}
