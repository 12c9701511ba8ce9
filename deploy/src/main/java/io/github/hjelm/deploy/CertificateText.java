package io.github.hjelm.deploy;

import io.github.hjelm.export.hjb.certificate.CertificateTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A certificate in words. */
final class CertificateText {

  private final CertificateTable.Stored stored;
  private final Map<?, ?> solve;

  CertificateText(CertificateTable.Stored stored) {
    this.stored = stored;
    this.solve = stored.fields().get("solve") instanceof Map<?, ?> map ? map : Map.of();
  }

  /** What is promised, and on what it rests. */
  String summary() {
    StringBuilder text = new StringBuilder();
    fact(text, "certificate", promise());
    fact(text, "rests on", "points that are checked; between them on scenarios, not on a proof");
    fact(
        text,
        "level",
        "%s = estimation %s + interpolation %s + between samples %s"
            .formatted(
                Words.number(stored.level()),
                Words.number(stored.margins().estimation()),
                Words.number(stored.margins().interpolation()),
                Words.number(stored.margins().interSample())));
    fact(
        text,
        "certified",
        String.format(
            Locale.ROOT,
            "%.2f %% of the nodes, %.2f %% are safe where controls need not be held",
            100 * number("safe_share"),
            100 * number("value_safe_share")));
    fact(text, "beyond", beyond());
    fact(
        text,
        "certifying",
        String.format(
            Locale.ROOT,
            "%.2f s, %,.0f sweeps, %,.0f cells repaired, residual %s",
            number("seconds"),
            number("sweeps"),
            number("repaired_cells"),
            Words.number(number("residual"))));
    if (stored.fields().get("audit") instanceof Map<?, ?> audit) {
      fact(
          text,
          "audit",
          "%s of %s points between nodes lose the level, by %s at most"
              .formatted(audit.get("open"), audit.get("points"), word(audit.get("deepest"))));
    }
    return text.toString();
  }

  private String promise() {
    String errors = stored.errors().stream().map(Words::number).collect(Collectors.joining(", "));
    return "keeps clear whoever starts at the level or above, under holds of %s s, delays of %s s,"
            .formatted(Words.number(stored.holdS()), Words.number(stored.delayS()))
        + "%n             estimates off by %s, and %s".formatted(errors, disturbances());
  }

  private String disturbances() {
    boolean isAny =
        stored.fields().get("robot") instanceof Map<?, ?> robot
            && robot.get("disturbances") instanceof List<?> list
            && !list.isEmpty();
    if (!isAny) {
      return "no disturbance";
    }
    return stored.disturbance() == 1
        ? "any disturbance of the robot's model"
        : "disturbances of %s times the robot's model"
            .formatted(Words.number(stored.disturbance()));
  }

  private String beyond() {
    return stored.beyondIsFree()
        ? "the game goes on off the grid: at its edge the value is %s at least"
            .formatted(Words.number(number("least_at_edge")))
        : "whoever leaves the grid has lost";
  }

  private double number(String name) {
    return solve.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static String word(@Nullable Object number) {
    return number instanceof Number value ? Words.number(value.doubleValue()) : "?";
  }

  private static void fact(StringBuilder text, String name, String value) {
    text.append("%-12s %s%n".formatted(name, value));
  }
}
