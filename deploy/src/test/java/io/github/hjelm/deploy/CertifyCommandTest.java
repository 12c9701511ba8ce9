package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is certified, read back, put to the test, and refused when it was tampered with. */
class CertifyCommandTest {

  @TempDir private Path folder;

  private Outcome solve(Path out, String certify, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of(
                    "solve", "double-integrator-avoid", "--grid", "41,41", "--certify", certify),
                Stream.concat(Stream.of("--out", out.toString()), Stream.of(more)))
            .toArray(String[]::new));
  }

  @Test
  void certifiesInspectsAndVerifies() throws IOException {
    Path out = folder.resolve("table");
    Outcome solved = solve(out, "hold=0.05,delay=0.01,error=0.005,trials=200");
    assertEquals(Hjelm.DONE, solved.exitCode(), solved::err);
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of(
              "backup.npy",
              "certificate.json",
              "certificate.npy",
              "value.json",
              "value.npy",
              "verification.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    JsonNode json = new ObjectMapper().readTree(out.resolve("certificate.json").toFile());
    double parts = 0;
    for (JsonNode part : json.path("margins")) {
      parts += part.asDouble();
    }
    assertEquals(json.path("level").asDouble(), parts, 1e-12);
    assertEquals(0.05, json.path("promise").path("hold").asDouble());

    Path png = folder.resolve("c.png");
    Outcome inspected =
        Outcome.of("inspect", out.toString(), "--table", "certificate", "--png", png.toString());
    assertEquals(Hjelm.DONE, inspected.exitCode(), inspected::err);
    assertTrue(inspected.out().contains("holds of 0.05 s, delays of 0.01 s"), inspected::out);
    assertTrue(inspected.out().contains("0 violations in 200 runs"), inspected::out);
    assertTrue(Files.size(png) > 1000);

    Outcome verified = Outcome.of("verify", out.toString(), "--trials", "150", "--length", "2");
    assertEquals(Hjelm.DONE, verified.exitCode(), verified::toString);
    assertTrue(verified.out().startsWith("0 violations in 150 runs"), verified::out);
    Outcome again = Outcome.of("inspect", out.toString());
    assertTrue(again.out().contains("0 violations in 150 runs"), again::out);
    // Few runs prove little.
    Outcome strict =
        Outcome.of(
            "verify", out.toString(), "--trials", "150", "--length", "2", "--epsilon", "1e-3");
    assertEquals(Hjelm.NO, strict.exitCode(), strict::toString);

    Files.write(out.resolve("backup.npy"), new byte[] {0});
    assertRefused("is not the file that was exported", Outcome.of("verify", out.toString()));
  }

  /** Ten nodes across a disc: too coarse for so little to be set aside. */
  @Test
  void writesNothingThatDoesNotStandItsTrial() {
    Path out = folder.resolve("coarse");
    Outcome solved =
        Outcome.of(
            "solve",
            "air3d",
            "--grid",
            "27,21,24",
            "--certify",
            "hold=0.05,interpolation=0.3,checks=1,trials=1000",
            "--out",
            out.toString());
    assertRefusedAfterWork("runs of the filter leave what is certified", solved);
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesInOneSentenceAndWritesNothing() throws IOException {
    Path out = folder.resolve("none");
    assertRefused("hold must be a number", solve(out, "hold=-0.1"));
    assertRefused("error has 3 numbers and there are 2 states", solve(out, "hold=0.1,error=1:1:1"));
    assertRefusedAfterWork(
        "no state can be certified", solve(out, "hold=0.05", "--set", "wall=0.01"));
    assertRefusedAfterWork("the margins add up", solve(out, "hold=0.05,error=5"));
    assertRefused(
        "is not about keeping a clearance",
        Outcome.of("solve", "merton", "--certify", "hold=0.1", "--out", out.toString()));
    assertFalse(Files.exists(out));
  }

  @Test
  void refusesToVerifyWhatIsNotCertified() {
    Path out = folder.resolve("plain");
    Outcome solved =
        Outcome.of("solve", "double-integrator-avoid", "--grid", "21,21", "--out", out.toString());
    assertEquals(Hjelm.DONE, solved.exitCode(), solved::err);
    assertRefused("holds no certificate", Outcome.of("verify", out.toString()));
    assertRefused("holds no certificate", Outcome.of("verify", folder.resolve("no").toString()));
    assertRefused("--beta 2", Outcome.of("verify", out.toString(), "--beta", "2"));
    assertRefused("--trials 0", Outcome.of("verify", out.toString(), "--trials", "0"));
    assertRefused(
        "holds no certificate", Outcome.of("inspect", out.toString(), "--table", "certificate"));
    assertRefused("is neither", Outcome.of("inspect", out.toString(), "--table", "colour"));
  }

  private static void assertRefused(String saying, Outcome outcome) {
    assertRefusedAfterWork(saying, outcome);
    assertEquals("", outcome.out());
  }

  /** A slow machine has shown progress by then. */
  private static void assertRefusedAfterWork(String saying, Outcome outcome) {
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains(saying), outcome::err);
    assertEquals(1, outcome.errLines().size(), outcome::err);
  }
}
