package io.github.hjelm.export.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.NumpyZip;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.reach.NumpyArray;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.SavedModel;

class SavedModelImportTest {

  @TempDir Path folder;

  @Test
  void answersWhatKerasAnswered() throws Exception {
    Path target = folder.resolve("bundle");
    BundleCheck check =
        SavedModelImport.run(
            resource("keras-policy"), resource("keras-policy.yaml"), target, Optional.empty(), 1);
    assertTrue(check.trained() <= 1e-6, check.sentence());
    assertTrue(check.plain().orElse(1) <= 1e-5, check.sentence());
    byte[] npz = Files.readAllBytes(resource("keras-policy.npz"));
    Map<String, NumpyArray> keras = NumpyZip.parse(npz, "keras-policy.npz");
    int rows = Objects.requireNonNull(keras.get("noise")).shape().get(0);
    try (Bundle bundle = Bundle.open(target, BundleKeys.none());
        FewStepSampler sampler = bundle.sampler("serving_default", rows, rows, 1)) {
      float[] actions = new float[rows * 4];
      SampleOutcome outcome =
          sampler.sample(
              Objects.requireNonNull(keras.get("observation")).floats(),
              Objects.requireNonNull(keras.get("noise")).floats(),
              actions);
      assertEquals(SampleOutcome.SAMPLED, outcome);
      assertArrayEquals(Objects.requireNonNull(keras.get("actions")).floats(), actions, 2e-6f);
    }
  }

  @Test
  void repeatsOneObservationForAllCandidates() throws Exception {
    Path target = folder.resolve("bundle");
    SavedModelImport.run(
        resource("keras-policy"), resource("keras-policy.yaml"), target, Optional.empty(), 1);
    try (Bundle bundle = Bundle.open(target, BundleKeys.none());
        FewStepSampler shared = bundle.sampler("serving_default", 2, 1, 1);
        FewStepSampler own = bundle.sampler("serving_default", 2, 2, 1)) {
      float[] noise = {1, 2, 3, 4, -1, -2, -3, -4};
      float[] expected = new float[8];
      own.sample(new float[] {1, 2, 3, 1, 2, 3}, noise, expected);
      float[] actions = new float[8];
      shared.sample(new float[] {1, 2, 3}, noise, actions);
      assertArrayEquals(expected, actions, 1e-6f);
      assertFalse(expected[0] == expected[4]);
    }
  }

  @Test
  void saysWhatCannotBeImported() throws Exception {
    Path model = Files.createDirectory(folder.resolve("model"));
    SavedModel.Builder foreign =
        SavedModel.parseFrom(Files.readAllBytes(resource("keras-policy/saved_model.pb")))
            .toBuilder();
    foreign
        .getMetaGraphsBuilder(0)
        .getGraphDefBuilder()
        .getLibraryBuilder()
        .getFunctionBuilder(0)
        .addNodeDefBuilder()
        .setName("loop")
        .setOp("StatelessWhile");
    Files.write(model.resolve("saved_model.pb"), foreign.build().toByteArray());
    assertRefuses(model, "name: keras-policy", "name: x", "unroll the steps");
    assertRefuses(resource("keras-policy"), "latent", "hidden", "[latent, state]");
    assertRefuses(resource("keras-policy"), ", noise: latent", "", "every input must be");
    assertRefuses(resource("keras-policy"), "horizon: 4", "horizon: 3", "hold the 3 numbers");
    assertRefuses(resource("keras-policy"), "periodS: 0.05", "period: 1", "period");
  }

  private void assertRefuses(Path model, String old, String replaced, String says)
      throws Exception {
    String text = Files.readString(resource("keras-policy.yaml"));
    assertTrue(text.contains(old));
    Path manifest = Files.writeString(folder.resolve("m.yaml"), text.replace(old, replaced));
    Path target = folder.resolve("refused");
    BundleRefusal refusal =
        assertThrows(
            BundleRefusal.class,
            () -> SavedModelImport.run(model, manifest, target, Optional.empty(), 1));
    assertTrue(refusal.sentence().contains(says), refusal.sentence());
    assertFalse(Files.exists(target));
  }

  private static Path resource(String name) throws Exception {
    URL url = Objects.requireNonNull(SavedModelImportTest.class.getResource(name), name);
    return Path.of(url.toURI());
  }
}
