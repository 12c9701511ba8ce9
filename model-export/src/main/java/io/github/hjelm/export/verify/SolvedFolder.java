package io.github.hjelm.export.verify;

import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolutionTable;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.certificate.CertificateMaker;
import io.github.hjelm.export.hjb.certificate.CertificatePromise;
import io.github.hjelm.export.hjb.certificate.CertificateTable;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A problem solved, certified where something is promised, and written as one folder.
 *
 * @param certificate which has stood a trial
 */
public record SolvedFolder(Solution solution, Optional<TriedCertificate> certificate) {

  /**
   * Solves and certifies; nothing is written.
   *
   * @param promise what the certificate is to hold for
   * @throws SolveRefusal when it cannot be solved, or no certificate stands the trial
   */
  public static SolvedFolder solve(
      Problem problem,
      SolveRequest request,
      Optional<CertificatePromise> promise,
      int threads,
      MonotonicClock clock,
      Progress progress)
      throws SolveRefusal, InterruptedException {
    Optional<CertificateMaker> maker = Optional.empty();
    if (promise.isPresent()) {
      // Posed before anything is solved: what cannot be certified is refused at once.
      maker =
          Optional.of(
              new CertificateMaker(
                  game(problem, request, promise.get()), promise.get(), threads, clock));
    }
    Solution solution = problem.solve(request, progress);
    Optional<TriedCertificate> tried = Optional.empty();
    if (maker.isPresent()) {
      tried =
          Optional.of(
              TriedCertificate.make(maker.get(), solution.values(), threads, clock, progress));
    }
    return new SolvedFolder(solution, tried);
  }

  private static AvoidGame game(Problem problem, SolveRequest request, CertificatePromise promise)
      throws SolveRefusal {
    Optional<AvoidGame> game = problem.avoidGame(request);
    if (game.isEmpty()) {
      throw new SolveRefusal(
          "--certify: "
              + problem.name()
              + " is not about keeping a clearance, so there is nothing to certify");
    }
    promise.requireStates(game.get().grid().dimensions());
    return game.get();
  }

  /** Writes the folder; it appears complete or not at all. */
  public void write(Path folder) throws TableRefusal, InterruptedException {
    try (TableFolder draft = TableFolder.begin(folder)) {
      SolutionTable.writeInto(draft, solution);
      if (certificate.isPresent()) {
        CertificateTable.writeInto(draft, certificate.get().made());
        VerificationFile.write(draft, certificate.get());
      }
      draft.publish();
    }
  }
}
