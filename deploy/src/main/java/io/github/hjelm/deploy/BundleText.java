package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.SignatureState;
import io.github.hjelm.export.study.BundleVerification;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WilsonInterval;
import io.github.hjelm.export.verify.ScenarioReport;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A bundle in words. */
final class BundleText {

  private final Bundle bundle;

  BundleText(Bundle bundle) {
    this.bundle = bundle;
  }

  /** What it is. */
  String summary() {
    BundleManifest manifest = bundle.manifest();
    BundleManifest.Chunk chunk = manifest.chunk();
    BundleManifest.Sampler sampler = manifest.sampler();
    StringBuilder text = new StringBuilder();
    line(text, "bundle", manifest.name() + " " + manifest.version());
    line(text, "sha256", bundle.sha256());
    line(text, "signature", signature(bundle.signature()));
    line(text, "robot", manifest.robot().model() + settings(manifest.robot().parameters()));
    line(text, "task", manifest.task().name() + settings(manifest.task().settings()));
    line(text, "sees", quantities(manifest.observation()));
    line(text, "answers", quantities(manifest.action()));
    line(
        text,
        "chunk",
        "%d controls of %s s, %d of them executed"
            .formatted(chunk.horizon(), Words.number(chunk.periodS()), chunk.executed()));
    line(
        text,
        "sampler",
        "%s, %d evaluation%s; signatures %s"
            .formatted(
                sampler.method(),
                sampler.steps(),
                sampler.steps() == 1 ? "" : "s",
                String.join(", ", sampler.signatures().keySet())));
    line(
        text,
        "guided",
        sampler.guided().isEmpty()
            ? "no: chunks are joined by the nearest candidate"
            : "where chunks are joined in real time: " + String.join(", ", sampler.guided()));
    line(text, "certificate", bundle.certificate().isPresent() ? "yes" : "none");
    line(text, "task value", bundle.task().isPresent() ? "yes" : "none");
    return text.toString();
  }

  /** What a verification found. */
  static String verified(BundleVerification.Result result) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "golden",
        String.format(
            Locale.ROOT,
            "answers differ by %.2g at most on this machine",
            result.goldenDifference()));
    if (result.attempts().isPresent()) {
      AttemptSummary attempts = result.attempts().get();
      WilsonInterval interval = attempts.successInterval();
      line(
          text,
          "attempts",
          String.format(
              Locale.ROOT,
              "%,d of %,d succeed without the filter: %.1f to %.1f %% with 95 %% confidence",
              attempts.successes(),
              attempts.attempts(),
              100 * interval.lower(),
              100 * interval.upper()));
    }
    if (result.scenarios().isPresent()) {
      ScenarioReport report = result.scenarios().get();
      line(
          text,
          "scenarios",
          VerificationText.sentence(
              report.runs(), report.violations(), report.violationShare(), report.beta()));
    } else {
      line(text, "scenarios", "nothing vouches for this bundle: it has no certificate");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String how) {
    text.append("%-12s %s%n".formatted(what, how));
  }

  private static String signature(SignatureState state) {
    return switch (state) {
      case ABSENT -> "none";
      case UNCHECKED -> "there is one, but no key to check it by: --key FILE";
      case VERIFIED -> "made by the key that is trusted";
    };
  }

  private static String settings(Map<String, ?> settings) {
    return settings.isEmpty()
        ? ""
        : settings.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String quantities(List<Quantity> quantities) {
    String all =
        quantities.stream()
            .limit(8)
            .map(q -> q.name() + Words.unit(q.unit()))
            .collect(Collectors.joining(", "));
    return quantities.size() > 8 ? all + ", ... (" + quantities.size() + " in all)" : all;
  }
}
