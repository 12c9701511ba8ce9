package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundlePaths;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolutionTable;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificateTable;
import io.github.hjelm.export.hjb.decomposition.SplitTable;
import io.github.hjelm.export.hjb.picture.SlicePicture;
import io.github.hjelm.export.hjb.picture.TableSlice;
import io.github.hjelm.sensors.yaml.Spelling;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm inspect}. */
@Command(
    name = "inspect",
    description = "Says in words what a bundle or a value table holds, and draws tables.")
final class InspectCommand implements Callable<Integer> {

  private static final String VALUE = "value";

  private final PrintStream out;
  private final ProblemCatalog catalog;

  @Parameters(paramLabel = "BUNDLE|TABLE", description = "What ./hjelm train or solve wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Draw a slice over two axes with the zero level set.")
  private @Nullable Path png;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = {
        "Which table: value or certificate, or one part of a problem that was solved in",
        "parts. Without it value."
      })
  private @Nullable String asked;

  @Option(
      names = "--slice",
      paramLabel = "AXIS=VALUE",
      split = ",",
      description = {
        "Where the picture cuts the other axes, such as psi=0,v=1.5; the nearest node.",
        "Without it the first two axes are drawn and the others cut in their middle."
      })
  private Map<String, String> places = new LinkedHashMap<>();

  InspectCommand(PrintStream out, ProblemCatalog catalog) {
    this.out = out;
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException, TableRefusal, BundleRefusal {
    if (Files.isRegularFile(folder) || Files.exists(folder.resolve(BundlePaths.MANIFEST))) {
      return bundle();
    }
    if (png == null && !places.isEmpty()) {
      throw new InputRefusal("--slice needs --png FILE, the picture that it cuts.");
    }
    if (SplitTable.isIn(folder)) {
      return parts();
    }
    String table = asked == null ? VALUE : asked;
    if (!table.equals(VALUE) && !table.equals(CertificateTable.NAME)) {
      throw new InputRefusal(
          "--table '"
              + table
              + "' is neither; "
              + Spelling.advice(table, List.of(VALUE, CertificateTable.NAME))
              + ".");
    }
    Solution solution = SolutionTable.read(folder);
    boolean isCertified = CertificateTable.isIn(folder);
    if (table.equals(CertificateTable.NAME) && !isCertified) {
      throw new InputRefusal(
          folder + " holds no certificate; solve it again with --certify hold=SECONDS.");
    }
    Optional<CertificateTable.Stored> certificate =
        isCertified ? Optional.of(CertificateTable.read(folder)) : Optional.empty();
    draw(
        () ->
            table.equals(VALUE) ? picture(solution) : picture(solution, certificate.orElseThrow()));
    out.print(new SolutionText(solution).whole(catalog));
    if (certificate.isPresent()) {
      out.println();
      out.print(new CertificateText(certificate.get()).summary());
      out.print(VerificationText.line(folder));
    }
    sayDrawn();
    return Hjelm.DONE;
  }

  private int bundle() throws IOException, BundleRefusal, TableRefusal {
    if (png != null || asked != null || !places.isEmpty()) {
      throw new InputRefusal(
          "--png, --table and --slice are for tables; the bundle has one in "
              + folder
              + "/certificate.");
    }
    try (Bundle bundle = Bundle.open(folder, BundleKeys.none())) {
      out.print(new BundleText(bundle).summary());
      if (bundle.certificate().isPresent()) {
        Path certificate = bundle.certificate().get();
        out.println();
        out.print(new CertificateText(CertificateTable.read(certificate)).summary());
        out.print(VerificationText.line(certificate));
      }
    }
    return Hjelm.DONE;
  }

  /** A problem that was solved in parts: all of them in words, or the one that is asked for. */
  private int parts() throws IOException, TableRefusal {
    if (asked == null) {
      if (png != null) {
        throw new InputRefusal("--png needs --table NAME here, one part of the decomposition.");
      }
      out.print(new SplitText(SplitTable.read(folder)).summary());
      return Hjelm.DONE;
    }
    Solution part = SolutionTable.read(folder, asked);
    draw(() -> picture(part));
    out.print(new SolutionText(part).whole(catalog));
    sayDrawn();
    return Hjelm.DONE;
  }

  private void draw(Supplier<byte[]> picture) throws IOException {
    if (png != null) {
      Files.write(png, picture.get());
    }
  }

  private void sayDrawn() {
    if (png != null) {
      out.println();
      out.println("Drawn in " + png);
    }
  }

  private byte[] picture(Solution solution, CertificateTable.Stored certificate) {
    // Drawn above the level, so that the zero level set is the edge of what is certified.
    TableSlice slice = slice(solution, node -> certificate.value().at(node) - certificate.level());
    String cut = slice.held().isEmpty() ? "" : slice.held() + "; ";
    return SlicePicture.png(
        slice,
        solution.problem() + ": certified where > 0, the level taken off",
        cut + "hold " + Words.number(certificate.holdS()) + " s");
  }

  private TableSlice slice(Solution solution, IntToDoubleFunction values) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    places.forEach((axis, place) -> numbers.put(axis, Words.parsed(place)));
    return TableSlice.of(solution.grid(), values, numbers);
  }

  private byte[] picture(Solution solution) {
    TableSlice slice = slice(solution, solution.values()::get);
    String cut = slice.held().isEmpty() ? "" : slice.held() + "; ";
    return SlicePicture.png(
        slice, solution.problem() + ": " + solution.sign(), cut + "scheme " + solution.scheme());
  }
}
