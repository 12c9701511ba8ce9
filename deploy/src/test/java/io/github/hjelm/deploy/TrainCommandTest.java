package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir private Path folder;

  private static Outcome train(Path out, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "multi-goal", "--out", out.toString()));
    for (String setting :
        List.of(
            "steps=30",
            "frames=600",
            "pairs=300",
            "attempts=20",
            "batch=32",
            "width=32",
            "depth=2")) {
      words.addAll(List.of("--set", setting));
    }
    words.addAll(List.of("--methods", "one-step"));
    words.addAll(List.of(more));
    return Outcome.of(words.toArray(String[]::new));
  }

  @Test
  void writesABundleThatVerifies() throws IOException {
    Path bundle = folder.resolve("b");
    Outcome trained = train(bundle);
    // So little training need not keep up with its teacher; either answer comes with a bundle.
    assertTrue(trained.exitCode() <= Hjelm.NO, trained::toString);
    assertTrue(trained.out().contains("Chosen: one-step in "), trained::out);
    for (String file :
        List.of("manifest.json", "policy/saved_model.pb", "golden.npz", "report.html")) {
      assertTrue(Files.size(bundle.resolve(file)) > 0, file);
    }
    Outcome verified = Outcome.of("verify", bundle.toString(), "--trials", "200");
    assertEquals(Hjelm.DONE, verified.exitCode(), verified::toString);
    assertTrue(verified.out().contains("golden"), verified::out);
    Outcome inspected = Outcome.of("inspect", bundle.toString());
    assertEquals(Hjelm.DONE, inspected.exitCode(), inspected::toString);
    assertTrue(inspected.out().contains("multi-goal-one-step 1.0.0"), inspected::out);

    // From the same seed in another folder, nothing of the first being kept.
    Path again = folder.resolve("again");
    train(again);
    assertArrayEquals(
        Files.readAllBytes(bundle.resolve("golden.npz")),
        Files.readAllBytes(again.resolve("golden.npz")));
  }

  @Test
  void learnsFromADataset() throws IOException {
    Path first = folder.resolve("first");
    train(first);
    Path episodes;
    try (var entries = Files.list(folder.resolve("first.work"))) {
      episodes =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith("episodes-"))
              .findFirst()
              .orElseThrow();
    }
    Path second = folder.resolve("second");
    Outcome trained = train(second, "--data", episodes.toString());
    assertTrue(trained.exitCode() <= Hjelm.NO, trained::toString);
    // What was shown is what the demonstrator did: the same lessons, the same policy.
    assertArrayEquals(
        Files.readAllBytes(first.resolve("policy/saved_model.pb")),
        Files.readAllBytes(second.resolve("policy/saved_model.pb")));
  }

  @Test
  void refusesNonsenseInOneSentence() {
    Path out = folder.resolve("none");
    assertRefused("did you mean 'multi-goal'", "train", "multi-gaol", "--out", out.toString());
    assertRefused("needs a TASK", "train", "--out", out.toString());
    assertRefused("--set steps=0", "train", "multi-goal", "--set", "steps=0", "--out", "" + out);
    assertRefused(
        "no setting 'stepz'", "train", "multi-goal", "--set", "stepz=1", "--out", "" + out);
    assertRefused(
        "no student that could fly",
        "train",
        "multi-goal",
        "--methods",
        "regression",
        "--out",
        out.toString());
    assertRefused(
        "belong together", "train", "--from-saved-model", "" + folder, "--out", out.toString());
    assertRefused(
        "there is no method",
        "train",
        "multi-goal",
        "--methods",
        "one-stop",
        "--out",
        out.toString());
    assertFalse(Files.exists(out));
  }

  private static void assertRefused(String saying, String... words) {
    Outcome outcome = Outcome.of(words);
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains(saying), outcome::err);
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertEquals("", outcome.out());
  }
}
