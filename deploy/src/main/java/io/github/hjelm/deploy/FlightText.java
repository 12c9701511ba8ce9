package io.github.hjelm.deploy;

import io.github.hjelm.controller.recorder.FlightDifference;
import io.github.hjelm.controller.recorder.FlightEnding;
import io.github.hjelm.controller.recorder.FlightReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a replay came to, in words and for programs. */
final class FlightText {

  private FlightText() {}

  static void print(FlightReport report, PrintStream out) {
    out.println(
        "%s, flight of %s with %s: %d cycles in %d %s"
            .formatted(
                report.robot(),
                report.flight(),
                report.bundle(),
                report.cycles(),
                report.files(),
                report.files() == 1 ? "file" : "files"));
    out.println("  " + verdicts(report));
    out.println("  " + commands(report));
    out.println("  " + answers(report.answers()));
    if (!report.isSame() && !report.machine().isEmpty()) {
      out.println("  computed elsewhere: " + String.join("; ", report.machine()));
    }
    if (report.missing() > 0) {
      out.println(
          "  %d records are missing, which found no room; the replay goes on behind each gap"
              .formatted(report.missing()));
    }
    if (report.ending() != FlightEnding.COMPLETE) {
      out.println("  " + ending(report.ending()));
    }
  }

  private static String verdicts(FlightReport report) {
    return report.verdicts().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String commands(FlightReport report) {
    return report
        .first()
        .map(first -> report.differing() + " of them differ, the first in " + first)
        .orElse("every command is the same, byte for byte");
  }

  private static String answers(FlightReport.Answers answers) {
    if (answers.asked() == 0) {
      return "the policy answered nothing meanwhile";
    }
    return answers.differing() == 0
        ? "asked again, the policy gives the same %d answers, bit for bit"
            .formatted(answers.asked())
        : String.format(
            Locale.ROOT,
            "asked again, the policy gives %d of %d answers otherwise, by up to %.3g, from cycle %d on",
            answers.differing(),
            answers.asked(),
            answers.largest(),
            answers.first());
  }

  private static String ending(FlightEnding ending) {
    return ending == FlightEnding.CUT
        ? "the last file was cut off: its recorder crashed, or is still at work"
        : "the rest of the last file is damaged";
  }

  /** For programs. */
  static Map<String, Object> tree(FlightReport report) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("robot", report.robot());
    tree.put("flight", report.flight());
    tree.put("bundle", report.bundle());
    tree.put("files", report.files());
    tree.put("cycles", report.cycles());
    tree.put("same", report.isSame());
    tree.put("verdicts", report.verdicts());
    tree.put("differing", report.differing());
    report.first().ifPresent(first -> tree.put("first", difference(first)));
    tree.put("states_compared", report.snapshots());
    tree.put("missing_records", report.missing());
    tree.put("answers", report.answers().asked());
    tree.put("answers_differing", report.answers().differing());
    tree.put("answers_largest_difference", report.answers().largest());
    tree.put("machine", report.machine());
    tree.put("ending", report.ending().name().toLowerCase(Locale.ROOT));
    return tree;
  }

  private static Map<String, Object> difference(FlightDifference first) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cycle", first.cycle());
    tree.put("field", first.field());
    tree.put("recorded", first.recorded());
    tree.put("replayed", first.replayed());
    return tree;
  }
}
