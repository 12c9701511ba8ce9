package io.github.hjelm.export.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.Golden;
import io.github.hjelm.controller.bundle.SignatureState;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {

  private static final int ROWS = 5;

  @TempDir Path folder;

  @Test
  void writesWhatTheControllerReads() throws Exception {
    Path target = folder.resolve("deep/bundle");
    BundleCheck check = writer(0).write(target);
    assertTrue(check.trained() <= 1e-6, check.sentence());
    assertTrue(check.plain().orElseThrow() <= 1e-5, check.sentence());
    try (Bundle bundle = Bundle.open(target, BundleKeys.none())) {
      assertEquals(manifest(), bundle.manifest().withFiles(List.of()));
      assertEquals(
          List.of("golden.npz", "policy/saved_model.pb", "report.json"),
          bundle.manifest().files().stream().map(BundleManifest.FileEntry::path).toList());
      bundle.requireGolden();
    }
    assertOnly(folder.resolve("deep"), "bundle");
  }

  @Test
  void writesTheSameBytesAgain() throws Exception {
    writer(0).write(folder.resolve("one"));
    writer(0).write(folder.resolve("two"));
    for (String file : List.of("manifest.json", "golden.npz", "policy/saved_model.pb")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(file)),
          Files.readAllBytes(folder.resolve("two").resolve(file)),
          file);
    }
  }

  @Test
  void writesAZipThatTheControllerReads() throws Exception {
    writer(0).write(folder.resolve("one.zip"));
    writer(0).write(folder.resolve("two.zip"));
    writer(0).write(folder.resolve("three"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one.zip")),
        Files.readAllBytes(folder.resolve("two.zip")));
    try (Bundle zipped = Bundle.open(folder.resolve("one.zip"), BundleKeys.none());
        Bundle plain = Bundle.open(folder.resolve("three"), BundleKeys.none())) {
      assertEquals(plain.sha256(), zipped.sha256());
      zipped.requireGolden();
    }
    assertOnly(folder, "one.zip", "three", "two.zip");
  }

  @Test
  void refusesAZipThatIsThere() throws Exception {
    Files.writeString(folder.resolve("mine.zip"), "mine");
    BundleRefusal refusal =
        assertThrows(BundleRefusal.class, () -> writer(0).write(folder.resolve("mine.zip")));
    assertTrue(refusal.sentence().contains("mine.zip is there already"), refusal.sentence());
    assertEquals("mine", Files.readString(folder.resolve("mine.zip")));
    assertOnly(folder, "mine.zip");
  }

  @Test
  void refusesWhatAnswersOtherThanItWasTrained() throws Exception {
    BundleRefusal refusal =
        assertThrows(BundleRefusal.class, () -> writer(3e-6f).write(folder.resolve("bundle")));
    assertTrue(
        refusal.sentence().contains("from the graph it was frozen from"), refusal.sentence());
    assertOnly(folder);
  }

  @Test
  void refusesAFolderThatIsNotEmpty() throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThrows(BundleRefusal.class, () -> writer(0).write(folder));
    assertOnly(folder, "mine.txt");
  }

  @Test
  void leavesNothingWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "a file, not a folder");
    BundleRefusal refusal =
        assertThrows(BundleRefusal.class, () -> writer(0).write(file.resolve("bundle")));
    assertTrue(refusal.sentence().contains("cannot be written"), refusal.sentence());
    BundleWriter missing = writer(0).task(folder.resolve("nowhere"));
    assertThrows(BundleRefusal.class, () -> missing.write(folder.resolve("bundle")));
    BundleWriter unsigned = writer(0).signedWith(folder.resolve("nowhere.pem"));
    assertThrows(BundleRefusal.class, () -> unsigned.write(folder.resolve("bundle")));
    assertOnly(folder, "file");
  }

  @Test
  void takesTablesAndSigns() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path secret =
        Files.writeString(
            folder.resolve("secret.pem"),
            "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())));
    Path table = Files.createDirectory(folder.resolve("table"));
    Files.writeString(table.resolve("value.json"), "{}");
    Path target = folder.resolve("bundle");
    writer(0).certificate(table).task(table).signedWith(secret).write(target);
    try (Bundle bundle = Bundle.open(target, BundleKeys.none())) {
      assertEquals(SignatureState.UNCHECKED, bundle.signature());
      assertTrue(Files.exists(bundle.certificate().orElseThrow().resolve("value.json")));
      assertTrue(Files.exists(bundle.task().orElseThrow().resolve("value.json")));
    }
  }

  @Test
  void refusesAManifestOfAnotherGraph() throws Exception {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      BundleManifest other = manifest(Map.of("serving_default", 4));
      BundleWriter writer =
          new BundleWriter(other, FrozenGraph.of(policy.graph()), golden(policy, other, 0));
      assertThrows(BundleRefusal.class, () -> writer.write(folder.resolve("bundle")));
      assertOnly(folder);
    }
  }

  private static BundleWriter writer(float error) throws Exception {
    try (SmallPolicy policy = new SmallPolicy(1)) {
      return new BundleWriter(
              manifest(), FrozenGraph.of(policy.graph()), golden(policy, manifest(), error))
          .report("report.json", "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Golden golden(SmallPolicy policy, BundleManifest manifest, float error) {
    SplittableRandom random = new SplittableRandom(5);
    float[] raw = SmallPolicy.gaussian(ROWS * SmallPolicy.OBSERVATION, random);
    float[] noise = SmallPolicy.gaussian(ROWS * SmallPolicy.CHUNK, random);
    Map<String, float[]> answers = policy.graph().answers(Golden.normalised(manifest, raw), noise);
    answers.values().forEach(numbers -> numbers[3] += error);
    return Golden.of(manifest, raw, noise, answers);
  }

  static BundleManifest manifest() {
    Map<String, Integer> signatures = new LinkedHashMap<>();
    signatures.put("serving_default", 4);
    signatures.put("steps_1", 1);
    signatures.put("steps_2", 2);
    signatures.put("steps_4", 4);
    signatures.put("deaf", 1);
    return manifest(signatures);
  }

  private static BundleManifest manifest(Map<String, Integer> signatures) {
    return new BundleManifest(
        "small",
        "1.2.3",
        new RobotUse("double-integrator", Map.of("drag", 0.5)),
        new TaskUse("reach", Map.of("goal", "left")),
        List.of(
            Quantity.unbounded("position", "m"),
            Quantity.symmetric("speed", "m/s", 2),
            Quantity.angle("heading")),
        List.of(Quantity.symmetric("force", "N", 1), Quantity.symmetric("torque", "N m", 2)),
        new NormaliserPair(
            new Normaliser(List.of(0.5, 0.0, 0.0), List.of(2.0, 2.0, 3.0)),
            new Normaliser(List.of(0.0, 0.0), List.of(1.0, 2.0))),
        new Chunk(2, 1, 0.05),
        new Sampler("flow", 4, 16, signatures),
        List.of());
  }

  private static void assertOnly(Path place, String... names) throws Exception {
    try (Stream<Path> entries = Files.list(place)) {
      assertEquals(
          List.of(names),
          entries.map(path -> String.valueOf(path.getFileName())).sorted().toList());
    }
  }
}
