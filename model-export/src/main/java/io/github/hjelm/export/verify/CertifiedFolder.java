package io.github.hjelm.export.verify;

import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CertificateFolder;
import io.github.hjelm.controller.safety.CertificateTerms;
import io.github.hjelm.controller.safety.CertifiedGame;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificateTable;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;

/**
 * A folder with a certificate, put to the test: the filter as it runs on the robot, on the table as
 * it lies on the disk, in the game that the folder says it was solved for.
 */
public final class CertifiedFolder {

  private final CertificateFolder stored;
  private final CertifiedGame game;
  private final String sha256;

  private CertifiedFolder(CertificateFolder stored, CertifiedGame game, String sha256) {
    this.stored = stored;
    this.game = game;
    this.sha256 = sha256;
  }

  /**
   * Reads one.
   *
   * @throws TableRefusal when its files are not what they were
   * @throws SolveRefusal when its problem cannot be posed again
   */
  public static CertifiedFolder read(Path folder, ProblemCatalog catalog)
      throws TableRefusal, SolveRefusal {
    if (!CertificateFolder.isIn(folder)) {
      throw new TableRefusal(
          folder + " holds no certificate: solve it again with --certify hold=SECONDS");
    }
    CertificateFolder stored = CertificateFolder.read(folder);
    // Asked first, because a word that is misspelt is the problem's to answer.
    catalog.problem(stored.terms().problem());
    return new CertifiedFolder(
        stored,
        stored.game(new CatalogGames(catalog)),
        TableFiles.sha256(folder.resolve(CertificateTable.NAME + ".npy")));
  }

  /** Of the certificate's numbers. */
  public String sha256() {
    return sha256;
  }

  /** The hold that is promised. */
  public double holdS() {
    return stored.terms().holdS();
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
    CertificateTerms terms = stored.terms();
    return new CertificateTrial(
            game.robot(),
            stored.grid(),
            () -> stored.certificate(game),
            terms.margins(),
            terms.margins().total(),
            terms.holdS(),
            terms.delayS(),
            terms.errors())
        .run(runs, lengthS, beta, seed, threads, clock, progress);
  }
}
