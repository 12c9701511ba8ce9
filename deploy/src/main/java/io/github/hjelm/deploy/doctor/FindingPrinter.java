package io.github.hjelm.deploy.doctor;

import static java.util.Locale.ROOT;

import io.github.hjelm.deploy.doctor.Finding.Level;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Findings as lines for people. */
public final class FindingPrinter {

  private static final String RESET = "\033[0m";

  private final PrintStream out;
  private final boolean colours;

  public FindingPrinter(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** One finding: what it is, and below it how to mend it. */
  public void print(Finding finding) {
    String level = String.format(ROOT, "%-7s", finding.level());
    out.printf(
        ROOT,
        "%s  %-13s  %s%n",
        colours ? colour(finding.level()) + level + RESET : level,
        finding.name(),
        finding.whatItIs());
    if (!finding.howToMend().isEmpty()) {
      out.printf(ROOT, "%24s -> %s%n", "", finding.howToMend());
    }
    out.flush();
  }

  /** The closing line. */
  public void printSum(List<Finding> findings) {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    findings.forEach(finding -> counts.merge(finding.level(), 1, Integer::sum));
    int failed = counts.getOrDefault(Level.FAILED, 0);
    out.printf(
        ROOT,
        "%n%d checks: %d ok, %d notes, %d warnings, %d failed. %s%n",
        findings.size(),
        counts.getOrDefault(Level.OK, 0),
        counts.getOrDefault(Level.NOTE, 0),
        counts.getOrDefault(Level.WARNING, 0),
        failed,
        failed == 0 ? "Hjelm runs here." : "Mend what failed first.");
    out.flush();
  }

  private static String colour(Level level) {
    return switch (level) {
      case OK -> "\033[32m";
      case NOTE -> "\033[36m";
      case WARNING -> "\033[33m";
      case FAILED -> "\033[1;31m";
    };
  }
}
