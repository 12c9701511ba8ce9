package io.github.hjelm.deploy;

import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.verify.VerificationFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What scenarios showed of a certificate, in words. */
final class VerificationText {

  private VerificationText() {}

  /** One line for whoever finds the folder. */
  static String line(Path folder) throws IOException, TableRefusal {
    Optional<VerificationFile.Found> found = VerificationFile.read(folder);
    if (found.isEmpty()) {
      return "%-12s not yet: ./hjelm verify %s%n".formatted("scenarios", folder);
    }
    VerificationFile.Found shown = found.get();
    if (!shown.current()) {
      return "%-12s of another certificate; verify this one again%n".formatted("scenarios");
    }
    return "%-12s %s%n"
        .formatted(
            "scenarios",
            sentence(shown.runs(), shown.violations(), shown.violationShare(), shown.beta()));
  }

  /** What the runs prove. */
  static String sentence(long runs, long violations, double share, double beta) {
    return String.format(
        Locale.ROOT,
        "%,d violations in %,d runs: at most %.3g of such runs violate, with confidence 1 - %s",
        violations,
        runs,
        share,
        Words.number(beta));
  }
}
