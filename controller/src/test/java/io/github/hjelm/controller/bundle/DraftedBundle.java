package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import io.github.hjelm.controller.safety.DraftedCertificate;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A bundle around {@link SumPolicy}, written as an exporter does, to be spoiled. */
public final class DraftedBundle {

  /** K. */
  public static final int CANDIDATES = 4;

  public String version = "1.0.0";
  public String model = "double-integrator";
  public String observed = "velocity";
  public double actionScale = FlyableBundle.GENTLE;
  public double periodS = FlyableBundle.PERIOD_S;
  public byte[] policy = SumPolicy.bytes();

  /** Whether its policy has a twin that takes a plan; {@link #policy} is that of neither then. */
  public boolean guided;

  /** Of its golden outputs. */
  public int goldenRows = 1;

  /** Nothing vouches without one. */
  public @Nullable DraftedCertificate certificate;

  /** Writes a zip, in one go as an installer would. */
  public Path zip(Path folder) throws Exception {
    Path files = write(Files.createTempDirectory(folder, "bundle-"));
    return BundleFixture.zip(
        folder.resolve(version + ".zip"), BundleFixture.contents(files, "bundle/"));
  }

  /** Writes a folder. */
  public Path write(Path folder) throws Exception {
    BundleManifest manifest = manifest();
    Files.createDirectories(folder.resolve("policy"));
    Files.write(folder.resolve(BundlePaths.SAVED_MODEL), guided ? SumPolicy.guidedBytes() : policy);
    Files.write(folder.resolve(BundlePaths.GOLDEN), golden(manifest).bytes());
    if (certificate != null) {
      certificate.write(folder.resolve(BundlePaths.CERTIFICATE));
    }
    byte[] text = ManifestJson.bytes(manifest.withFiles(BundleFiles.list(folder)));
    Files.write(folder.resolve(BundlePaths.MANIFEST), text);
    return folder;
  }

  private Golden golden(BundleManifest manifest) {
    float[] observation = {1, 2};
    float[] noise = {1, 2, 3};
    float[] answer = SumPolicy.answer(observation, noise);
    Map<String, float[]> answers =
        new TreeMap<>(Map.of(Sampler.DEFAULT_SIGNATURE, repeated(answer)));
    GoldenPrefix prefix = GoldenPrefix.NONE;
    if (guided) {
      prefix = new GoldenPrefix(repeated(new float[] {9, 9, 9}), repeated(new float[] {1, 0, 0}));
      answers.put(
          Sampler.guided(Sampler.DEFAULT_SIGNATURE),
          repeated(new float[] {9, answer[1], answer[2]}));
    }
    return Golden.of(manifest, repeated(observation), repeated(noise), prefix, answers);
  }

  private float[] repeated(float[] row) {
    float[] rows = Arrays.copyOf(row, row.length * goldenRows);
    for (int i = row.length; i < rows.length; i++) {
      rows[i] = row[i % row.length];
    }
    return rows;
  }

  private BundleManifest manifest() {
    return new BundleManifest(
        "sum",
        version,
        new RobotUse(model, Map.of()),
        new TaskUse("reach", Map.of()),
        List.of(Quantity.unbounded("position", "m"), Quantity.unbounded(observed, "m/s")),
        List.of(Quantity.symmetric("acceleration", "m/s²", 1)),
        new NormaliserPair(
            new Normaliser(List.of(0.0, 0.0), List.of(1.0, 1.0)),
            new Normaliser(List.of(0.0), List.of(actionScale))),
        new Chunk(3, 2, periodS),
        new Sampler(
            "sum",
            1,
            CANDIDATES,
            Map.of(Sampler.DEFAULT_SIGNATURE, 1),
            new TreeSet<>(guided ? Set.of(Sampler.DEFAULT_SIGNATURE) : Set.of())),
        List.of());
  }
}
