package io.github.hjelm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.verify.ScenarioReport;
import io.github.hjelm.export.verify.TriedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;

/** {@code verification.json}: what scenarios showed of the certificate beside it. */
final class VerificationFile {

  private static final String FORMAT = "hjelm-verification-1";
  private static final String FILE = "verification.json";

  private VerificationFile() {}

  /**
   * What is written.
   *
   * @param certificateSha256 of certificate.npy: another table makes the result void
   */
  record Content(
      String format,
      String certificateSha256,
      long seed,
      double lengthS,
      double holdS,
      ScenarioReport report) {

    static Content of(
        String sha256, long seed, double lengthS, double holdS, ScenarioReport report) {
      return new Content(FORMAT, sha256, seed, lengthS, holdS, report);
    }
  }

  /** What a trial showed before the certificate was written. */
  static void write(TableFolder draft, TriedCertificate tried) throws IOException, TableRefusal {
    String sha256 = TableFiles.sha256(draft.file("certificate.npy"));
    double holdS = tried.made().promise().holdS();
    JsonFile.write(
        draft.file(FILE), Content.of(sha256, tried.seed(), tried.lengthS(), holdS, tried.report()));
  }

  /** Writes it over an older one, whole or not at all. */
  static void write(Path folder, Content content) throws IOException {
    Path draft = folder.resolve("." + FILE + "." + UUID.randomUUID() + ".part");
    try {
      JsonFile.write(draft, content);
      Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** One line for whoever finds the folder. */
  static String text(Path folder) throws IOException, TableRefusal {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return "%-12s not yet: ./hjelm verify %s%n".formatted("scenarios", folder);
    }
    JsonNode tree = new ObjectMapper().readTree(Files.readAllBytes(file));
    String sha256 = TableFiles.sha256(folder.resolve("certificate.npy"));
    if (!tree.path("format").asText().equals(FORMAT)
        || !tree.path("certificateSha256").asText().equals(sha256)) {
      return "%-12s of another certificate; verify this one again%n".formatted("scenarios");
    }
    JsonNode report = tree.path("report");
    return "%-12s %s%n"
        .formatted(
            "scenarios",
            sentence(
                report.path("runs").asLong(),
                report.path("violations").asLong(),
                report.path("violationShare").asDouble(Double.NaN),
                report.path("beta").asDouble(Double.NaN)));
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
