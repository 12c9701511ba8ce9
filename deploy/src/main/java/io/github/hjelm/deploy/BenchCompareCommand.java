package io.github.hjelm.deploy;

import io.github.hjelm.bench.latency.ReportComparison;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hjelm bench compare}. */
@Command(
    name = "compare",
    description =
        "Compares two reports that bench quick, standard, full or soak wrote with --json.",
    footer = {
      "",
      "Exit code 1 when something became worse: beyond the 95 % interval and by at least 3 %."
    })
final class BenchCompareCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "OLD", description = "The report to compare with.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The report that may be worse.")
  private Path after = Path.of("");

  BenchCompareCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    for (Path file : new Path[] {before, after}) {
      if (!Files.isRegularFile(file)) {
        throw new InputRefusal("There is no report " + file + ".");
      }
    }
    ReportComparison comparison =
        ReportComparison.of(ReportComparison.read(before), ReportComparison.read(after));
    if (comparison.lines().isEmpty()) {
      throw new InputRefusal("%s and %s have no workload in common.".formatted(before, after));
    }
    out.println(comparison.markdown());
    return comparison.regressed() ? Hjelm.NO : Hjelm.DONE;
  }
}
