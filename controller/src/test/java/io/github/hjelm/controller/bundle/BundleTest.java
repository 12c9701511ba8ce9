package io.github.hjelm.controller.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {

  @TempDir Path folder;

  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws Exception {
    bundle = BundleFixture.write(folder.resolve("bundle"));
  }

  @Test
  void opensWhatIsRight() throws Exception {
    try (Bundle opened = Bundle.open(bundle, BundleKeys.none())) {
      assertEquals(BundleFixture.manifest(), opened.manifest().withFiles(List.of()));
      assertEquals(SignatureState.ABSENT, opened.signature());
      assertEquals(bundle.resolve("certificate"), opened.certificate().orElseThrow());
      assertTrue(opened.task().isEmpty());
      opened.requireGolden();
      // The policy is in memory: what happens to the folder changes nothing.
      Files.delete(bundle.resolve(BundlePaths.SAVED_MODEL));
      try (FewStepSampler sampler = opened.sampler("serving_default", 1, 1, 1)) {
        float[] actions = new float[3];
        float[] noise = {0, 1, 2};
        assertEquals(SampleOutcome.SAMPLED, sampler.sample(new float[] {1, 1}, noise, actions));
        assertArrayEquals(SumPolicy.answer(new float[] {1, 1}, noise), actions);
        assertEquals(1, sampler.steps());
      }
    }
  }

  @Test
  void knowsWhatItsPolicyCanBeGuidedBy() throws Exception {
    Path guided = BundleFixture.writeGuided(folder.resolve("g"), BundleFixture.guidedGolden(0));
    try (Bundle opened = Bundle.open(guided, BundleKeys.none())) {
      assertEquals(BundleFixture.guidedManifest(), opened.manifest().withFiles(List.of()));
      assertEquals(0, opened.requireGolden());
      opened.requireGolden("guided_serving_default");
      try (FewStepSampler sampler = opened.sampler("guided_serving_default", 1, 1, 1)) {
        assertTrue(sampler.isGuided());
      }
    }
    try (Bundle opened = Bundle.open(bundle, BundleKeys.none())) {
      assertTrue(opened.manifest().sampler().guided().isEmpty());
      BundleRefusal refusal =
          assertThrows(
              BundleRefusal.class, () -> opened.sampler("guided_serving_default", 1, 1, 1));
      assertTrue(refusal.sentence().contains("only [serving_default]"), refusal.sentence());
    }
  }

  @Test
  void refusesGuidedAnswersThatAreNotTheGoldenOnes() throws Exception {
    Path guided = BundleFixture.writeGuided(folder.resolve("g"), BundleFixture.guidedGolden(2e-4f));
    try (Bundle opened = Bundle.open(guided, BundleKeys.none())) {
      opened.requireGolden("serving_default");
      assertEquals(2e-4, opened.goldenDifference(), 1e-6);
      assertThrows(BundleRefusal.class, opened::requireGolden);
      assertThrows(BundleRefusal.class, () -> opened.requireGolden("guided_serving_default"));
    }
  }

  @Test
  void refusesGuidedSignaturesThatAreNotWhole() throws Exception {
    // The manifest says so; the golden file, or the graph, does not.
    Path path = folder.resolve("g");
    BundleFixture.writeGuided(path, BundleFixture.golden(0));
    assertRefuses(path, BundleKeys.none(), "no answers for the signature guided_serving_default");
    Path other = folder.resolve("h");
    BundleFixture.writeGuided(other, BundleFixture.guidedGolden(0));
    Path manifest = other.resolve(BundlePaths.MANIFEST);
    BundleFixture.replace(manifest, "[ \"serving_default\" ]", "[ \"steps_9\" ]");
    assertRefuses(other, BundleKeys.none(), "guides steps_9, which is no signature");
    Path unguided = BundleFixture.write(folder.resolve("i"));
    BundleFixture.replace(
        unguided.resolve(BundlePaths.MANIFEST),
        "\"serving_default\" : 1",
        "\"serving_default\" : 1, \"guided_serving_default\" : 1");
    assertRefuses(unguided, BundleKeys.none(), "calls a signature without a plan guided_");
    BundleFixture.replace(
        unguided.resolve(BundlePaths.MANIFEST),
        "\"serving_default\" : 1, \"guided_serving_default\" : 1\n    }",
        "\"serving_default\" : 1\n    }, \"guided\" : [ \"serving_default\" ]");
    assertRefuses(unguided, BundleKeys.none(), "no signature 'guided_serving_default'");
  }

  @Test
  void refusesAChangedByteAnywhere() throws Exception {
    for (String file : List.of("policy/saved_model.pb", "golden.npz", "certificate/value.json")) {
      Path changed = bundle.resolve(file);
      byte[] right = Files.readAllBytes(changed);
      byte[] wrong = right.clone();
      wrong[wrong.length / 2] ^= 1;
      Files.write(changed, wrong);
      assertRefuses(changed.toString(), "is not the file");
      Files.write(changed, right);
    }
    Bundle.open(bundle, BundleKeys.none()).close();
  }

  @Test
  void refusesAMissingFileAndOneTooMany() throws Exception {
    Path value = bundle.resolve("certificate/value.json");
    Files.delete(value);
    assertRefuses(value.toString(), "does not exist");
    Files.writeString(value, "{}");
    Path task = Files.createDirectory(bundle.resolve("task")).resolve("value.json");
    Files.writeString(task, "{}");
    assertRefuses(task.toString(), "not in the bundle's manifest");
    Files.delete(task);
    Files.createSymbolicLink(task, value);
    assertRefuses(task.toString(), "is a link");
    Files.delete(task);
    Path hidden = Files.writeString(bundle.resolve(".hidden"), "");
    assertRefuses(hidden.toString(), "hidden");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hjelm-bundle-1         | hjelm-bundle-2           | hjelm-bundle-2
          "executed" : 2         | "executed" : 4           | executes 4 of 3
          "executed" : 2         | "executed" : 2, "x" : 1  | the field x
          "steps" : 1            | "steps" : 2              | not its signature serving_default
          "periodS" : 0.05       | "periodS" : "NaN"        | periodS is not a number
          "version" : "0.1.0     | "version" : "one         | a version that is not like 1.2.0
          golden.npz             | ../golden.npz            | path is not the path of a file
          golden.npz             | /golden.npz              | path is not the path of a file
          golden.npz             | manifest.json            | path is not the path of a file
          "horizon" : 3          | "horizon" : 4            | golden.npz
          "unit" : "N"           | "units" : "N"            | has no field unit
          "lower" : -1.0         | "lower" : "-Infinity"    | no finite bounds
          """)
  void refusesAManifestThatIsWrong(String right, String wrong, String says) throws Exception {
    BundleFixture.replace(bundle.resolve(BundlePaths.MANIFEST), right, wrong);
    assertRefuses(bundle.toString(), says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ReadFile", "PyFunc", "RandomStandardNormal", "VarHandleOp", "While"})
  void refusesAnOperationThatIsNoArithmeticEvenInAFunction(String op) throws Exception {
    Path other = folder.resolve("other");
    BundleFixture.write(other, SumPolicy.withFunction(op), BundleFixture.golden(0));
    BundleRefusal refusal =
        assertThrows(BundleRefusal.class, () -> Bundle.open(other, BundleKeys.none()));
    assertTrue(refusal.sentence().contains("operation " + op + " (node hidden"));
  }

  @Test
  void refusesAConstantThatWouldNotFit() throws Exception {
    Path other = folder.resolve("other");
    BundleFixture.write(other, SumPolicy.withHugeConstant(), BundleFixture.golden(0));
    BundleRefusal refusal =
        assertThrows(BundleRefusal.class, () -> Bundle.open(other, BundleKeys.none()));
    assertTrue(refusal.sentence().contains("node huge"), refusal.sentence());
  }

  @Test
  void refusesToFlyWhatAnswersOtherwise() throws Exception {
    Path other = folder.resolve("other");
    BundleFixture.write(other, SumPolicy.bytes(), BundleFixture.golden(1e-3f));
    try (Bundle opened = Bundle.open(other, BundleKeys.none())) {
      BundleRefusal refusal = assertThrows(BundleRefusal.class, opened::requireGolden);
      assertTrue(refusal.sentence().contains("do not fly it"), refusal.sentence());
      assertThrows(BundleRefusal.class, () -> opened.requireGolden("serve"));
    }
  }

  @Test
  void asksForTheSignatureOfATrustedKey() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path secret = pem("secret.pem", "PRIVATE", pair.getPrivate().getEncoded());
    BundleKeys trusted =
        BundleKeys.trusting(List.of(pem("trusted.pem", "PUBLIC", pair.getPublic().getEncoded())));
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    BundleKeys others =
        BundleKeys.trusting(List.of(pem("other.pem", "PUBLIC", other.getPublic().getEncoded())));
    assertRefuses(bundle, trusted, "is not signed");
    Path manifest = bundle.resolve(BundlePaths.MANIFEST);
    Files.write(
        bundle.resolve(BundlePaths.SIGNATURE),
        BundleKeys.sign(Files.readAllBytes(manifest), secret));
    assertEquals(SignatureState.VERIFIED, signature(trusted));
    assertEquals(SignatureState.UNCHECKED, signature(BundleKeys.none()));
    assertRefuses(bundle, others, "none of the keys");
    BundleFixture.replace(manifest, "\"drag\" : 0.5", "\"drag\" : 0.6");
    assertRefuses(bundle, trusted, "none of the keys");
    Files.write(bundle.resolve(BundlePaths.SIGNATURE), new byte[10]);
    assertRefuses(bundle, trusted, "none of the keys");
    assertThrows(BundleRefusal.class, () -> BundleKeys.sign(new byte[1], manifest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bundle/"})
  void opensTheSameFolderZipped(String prefix) throws Exception {
    Path zip = BundleFixture.zip(folder.resolve("b.zip"), BundleFixture.contents(bundle, prefix));
    Path unpacked;
    assertEquals(Bundle.manifest(bundle), Bundle.manifest(zip));
    try (Bundle opened = Bundle.open(zip, BundleKeys.none())) {
      opened.requireGolden();
      assertEquals(sha256(), opened.sha256());
      unpacked = opened.certificate().orElseThrow();
      assertTrue(Files.exists(unpacked));
    }
    assertFalse(Files.exists(unpacked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "/evil", "a/../../evil", "..\\evil", "policy/.hidden", "a/b/c/d/e"})
  void refusesAZipThatReachesOutside(String name) throws Exception {
    Map<String, byte[]> contents = BundleFixture.contents(bundle, "");
    contents.put(name, new byte[1]);
    Path zip = BundleFixture.zip(folder.resolve("b.zip"), contents);
    assertRefuses(zip, BundleKeys.none(), "no place in a bundle");
    assertFalse(Files.exists(folder.resolve("evil")));
  }

  @Test
  void refusesWhatIsNoBundle() throws Exception {
    assertRefuses(folder.resolve("nowhere"), BundleKeys.none(), "does not exist");
    assertRefuses(folder, BundleKeys.none(), "manifest.json does not exist");
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
    assertRefuses(text, BundleKeys.none(), "cannot be unpacked");
    Path empty = BundleFixture.zip(folder.resolve("e.zip"), Map.of("readme", new byte[1]));
    assertRefuses(empty, BundleKeys.none(), "holds no manifest.json");
  }

  private void assertRefuses(String names, String says) {
    BundleRefusal refusal = assertRefuses(bundle, BundleKeys.none(), says);
    assertTrue(refusal.sentence().contains(names), refusal.sentence());
  }

  private static BundleRefusal assertRefuses(Path path, BundleKeys keys, String says) {
    BundleRefusal refusal = assertThrows(BundleRefusal.class, () -> Bundle.open(path, keys));
    assertTrue(refusal.sentence().contains(says), refusal.sentence());
    assertFalse(refusal.sentence().contains("\n"), refusal.sentence());
    return refusal;
  }

  private SignatureState signature(BundleKeys keys) throws Exception {
    try (Bundle opened = Bundle.open(bundle, keys)) {
      return opened.signature();
    }
  }

  private String sha256() throws Exception {
    try (Bundle opened = Bundle.open(bundle, BundleKeys.none())) {
      return opened.sha256();
    }
  }

  private Path pem(String name, String kind, byte[] der) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind));
  }
}
