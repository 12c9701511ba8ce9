package io.github.hjelm.export.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads, verifies and flies every bundle that is kept in {@code bundles}. */
class BundledPoliciesTest {

  private static final Path BUNDLES = Path.of("bundles");
  private static final long MOST_BYTES = 5_000_000;

  static List<Path> bundles() throws IOException {
    try (Stream<Path> entries = Files.list(BUNDLES)) {
      return entries.filter(entry -> entry.toString().endsWith(".zip")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void fliesAsItsReportSays(Path zip) throws Exception {
    try (Bundle bundle = Bundle.open(zip, BundleKeys.none())) {
      BundleVerification.Result result =
          new BundleVerification(
                  bundle,
                  TaskCatalog.standard(),
                  ProblemCatalog.standard(),
                  MonotonicClock.system())
              .run(500, 6, 1e-6, 5, Progress.none());
      assertTrue(result.holds(Double.NaN), result::toString);
      assertTrue(result.attempts().orElseThrow().successShare() > 0.94, result::toString);
      // Without the filter: between two ways past a post lies the post.
      long most = bundle.manifest().task().name().equals("amr-obstacles") ? 25 : 0;
      assertTrue(result.attempts().orElseThrow().violations() <= most, result::toString);
      assertEquals(0, result.scenarios().orElseThrow().violations());
      assertEquals(500, result.scenarios().orElseThrow().runs());
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void readmeSaysHowEachWasMade(Path zip) throws IOException {
    String page = Files.readString(BUNDLES.resolve("README.md"));
    String task = String.valueOf(zip.getFileName()).replace(".zip", "");
    assertTrue(page.contains("./hjelm train " + task + " "), page);
    assertTrue(page.contains("--out model-export/bundles/" + zip.getFileName() + "`"), page);
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes of bundles");
    }
  }
}
