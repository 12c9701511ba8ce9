package io.github.hjelm.export.verify;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableFiles;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code verification.json}: what scenarios showed of the certificate beside it. */
public final class VerificationFile {

  private static final String FORMAT = "hjelm-verification-1";
  private static final String FILE = "verification.json";
  private static final String CERTIFICATE = "certificate.npy";

  private VerificationFile() {}

  /**
   * What is written.
   *
   * @param certificateSha256 of certificate.npy: another table makes the result void
   */
  public record Content(
      String certificateSha256, long seed, double lengthS, double holdS, ScenarioReport report) {

    /** As JSON. */
    public Map<String, Object> tree() {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("runs", report.runs());
      shown.put("violations", report.violations());
      shown.put("beta", report.beta());
      shown.put("violationShare", report.violationShare());
      shown.put("worstClearance", report.worstClearance());
      shown.put("holds", report.holds());
      shown.put("interventions", report.interventions());
      shown.put("seconds", report.seconds());
      shown.put("timesRealTime", report.timesRealTime());
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("format", FORMAT);
      tree.put("certificateSha256", certificateSha256);
      tree.put("seed", seed);
      tree.put("lengthS", lengthS);
      tree.put("holdS", holdS);
      tree.put("report", shown);
      return tree;
    }
  }

  /**
   * What an earlier verification showed.
   *
   * @param current whether it was of the certificate that lies there now
   */
  public record Found(
      boolean current, long runs, long violations, double violationShare, double beta) {}

  /** What a trial showed before the certificate was written. */
  static void write(TableFolder draft, TriedCertificate tried) throws TableRefusal {
    String sha256 = TableFiles.sha256(draft.file(CERTIFICATE));
    Content content =
        new Content(
            sha256, tried.seed(), tried.lengthS(), tried.made().promise().holdS(), tried.report());
    try {
      Files.writeString(draft.file(FILE), JsonTree.write(content.tree()));
    } catch (IOException e) {
      throw new TableRefusal(draft.file(FILE) + " cannot be written: " + e, e);
    }
  }

  /** Writes it over an older one, whole or not at all. */
  public static void write(Path folder, Content content) throws IOException {
    Path draft = folder.resolve("." + FILE + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(draft, JsonTree.write(content.tree()));
      Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** What lies in a folder, if it was verified. */
  public static Optional<Found> read(Path folder) throws IOException, TableRefusal {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, Object> tree = JsonTree.read(Files.readAllBytes(file), file.toString());
    String sha256 = TableFiles.sha256(folder.resolve(CERTIFICATE));
    boolean current =
        FORMAT.equals(tree.get("format")) && sha256.equals(tree.get("certificateSha256"));
    Map<?, ?> report = tree.get("report") instanceof Map<?, ?> map ? map : Map.of();
    return Optional.of(
        new Found(
            current,
            (long) number(report, "runs"),
            (long) number(report, "violations"),
            number(report, "violationShare"),
            number(report, "beta")));
  }

  private static double number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number value ? value.doubleValue() : Double.NaN;
  }
}
