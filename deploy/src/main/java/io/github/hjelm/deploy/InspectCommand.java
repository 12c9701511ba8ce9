package io.github.hjelm.deploy;

import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolutionTable;
import io.github.hjelm.export.hjb.picture.SlicePicture;
import io.github.hjelm.export.hjb.picture.TableSlice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm inspect}. */
@Command(name = "inspect", description = "Says in words what a value table holds, and draws it.")
final class InspectCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(paramLabel = "TABLE", description = "The folder that ./hjelm solve wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Draw a slice over two axes with the zero level set.")
  private @Nullable Path png;

  @Option(
      names = "--slice",
      paramLabel = "AXIS=VALUE",
      split = ",",
      description = {
        "Where the picture cuts the other axes, such as psi=0,v=1.5; the nearest node.",
        "Without it the first two axes are drawn and the others cut in their middle."
      })
  private Map<String, String> places = new LinkedHashMap<>();

  InspectCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, TableRefusal {
    if (png == null && !places.isEmpty()) {
      throw new InputRefusal("--slice needs --png FILE, the picture that it cuts.");
    }
    Solution solution = SolutionTable.read(folder);
    if (png != null) {
      Files.write(png, picture(solution));
    }
    out.print(new SolutionText(solution).whole());
    if (png != null) {
      out.println();
      out.println("Drawn in " + png);
    }
    return Hjelm.DONE;
  }

  private byte[] picture(Solution solution) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    places.forEach((axis, place) -> numbers.put(axis, Words.parsed(place)));
    TableSlice slice = TableSlice.of(solution.grid(), solution.values()::get, numbers);
    String cut = slice.held().isEmpty() ? "" : slice.held() + "; ";
    return SlicePicture.png(
        slice, solution.problem() + ": " + solution.sign(), cut + "scheme " + solution.scheme());
  }
}
