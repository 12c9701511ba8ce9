package io.github.hjelm.export.verify;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.TableActions;
import io.github.hjelm.controller.safety.TableValue;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolutionTable;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificateTable;
import io.github.hjelm.export.hjb.certificate.ScaledDisturbance;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;

/**
 * A folder with a certificate, put to the test: the filter as it runs on the robot, on the table as
 * it lies on the disk, in the game that the folder says it was solved for.
 */
public final class CertifiedFolder {

  private final CertificateTable.Stored stored;
  private final Robot robot;
  private final Grid grid;
  private final AvoidGame game;
  private final String sha256;

  private CertifiedFolder(CertificateTable.Stored stored, AvoidGame game, String sha256) {
    this.stored = stored;
    this.game = game;
    this.sha256 = sha256;
    grid = game.grid();
    robot =
        stored.disturbance() == 1
            ? game.robot()
            : new ScaledDisturbance(game.robot(), stored.disturbance());
  }

  /**
   * Reads one.
   *
   * @throws TableRefusal when its files are not what they were
   * @throws SolveRefusal when its problem cannot be posed again
   */
  public static CertifiedFolder read(Path folder, ProblemCatalog catalog)
      throws TableRefusal, SolveRefusal {
    if (!CertificateTable.isIn(folder)) {
      throw new TableRefusal(
          folder + " holds no certificate: solve it again with --certify hold=SECONDS");
    }
    Solution solution = SolutionTable.read(folder);
    CertificateTable.Stored stored = CertificateTable.read(folder);
    AvoidGame game =
        catalog
            .problem(solution.problem())
            .avoidGame(SolutionTable.request(solution))
            .orElseThrow(
                () -> new TableRefusal(folder + ": " + solution.problem() + " avoids nothing"));
    if (!game.grid().equals(stored.value().grid())) {
      throw new TableRefusal(folder + ": value and certificate lie on different grids");
    }
    return new CertifiedFolder(
        stored, game, TableFiles.sha256(folder.resolve(CertificateTable.NAME + ".npy")));
  }

  /** Of the certificate's numbers. */
  public String sha256() {
    return sha256;
  }

  /** The hold that is promised. */
  public double holdS() {
    return stored.holdS();
  }

  /** Runs the scenarios. */
  public ScenarioReport verify(
      int runs,
      double lengthS,
      double beta,
      long seed,
      int threads,
      MonotonicClock clock,
      Progress progress)
      throws InterruptedException {
    float[] actions = stored.actions().floats();
    return new CertificateTrial(
            robot,
            grid,
            () -> certificate(actions),
            stored.margins(),
            stored.level(),
            stored.holdS(),
            stored.delayS(),
            stored.errors())
        .run(runs, lengthS, beta, seed, threads, clock, progress);
  }

  private ValueField value() {
    return stored.beyondIsFree()
        ? new TableValue(stored.value(), game.clearance(), stored.cap())
        : new TableValue(stored.value());
  }

  private Certificate certificate(float[] actions) {
    return new Certificate(
        value(), game.clearance(), new TableActions(grid, robot.controls(), actions));
  }
}
