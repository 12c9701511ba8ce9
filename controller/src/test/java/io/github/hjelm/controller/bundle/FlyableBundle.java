package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Uncertified bundles around {@link SumPolicy} for a double integrator, as folders and as zips. */
public final class FlyableBundle {

  /** From one action to the next. */
  public static final double PERIOD_S = 0.05;

  /** An action scale under which a policy's wishes lie within the control box. */
  public static final double GENTLE = 0.01;

  /** One under which hardly any of them does. */
  public static final double WILD = 1000;

  private FlyableBundle() {}

  /**
   * Writes a zip, in one go as an installer would.
   *
   * @param version tells two apart
   * @param actionScale of the normaliser
   */
  public static Path zip(Path folder, String version, double actionScale) throws Exception {
    return zip(folder, version, actionScale, PERIOD_S);
  }

  /** The same with another control period. */
  public static Path zip(Path folder, String version, double actionScale, double periodS)
      throws Exception {
    Path files = Files.createTempDirectory(folder, "bundle-");
    write(files, version, actionScale, periodS);
    return BundleFixture.zip(
        folder.resolve(version + ".zip"), BundleFixture.contents(files, "bundle/"));
  }

  /** Writes a folder. */
  public static Path write(Path folder, String version, double actionScale, double periodS)
      throws Exception {
    BundleManifest manifest = manifest(version, actionScale, periodS);
    Files.createDirectories(folder.resolve("policy"));
    Files.write(folder.resolve(BundlePaths.SAVED_MODEL), SumPolicy.bytes());
    float[] answer = SumPolicy.answer(new float[] {1, 2}, new float[] {1, 2, 3});
    Golden golden =
        Golden.of(
            manifest, new float[] {1, 2}, new float[] {1, 2, 3}, Map.of("serving_default", answer));
    Files.write(folder.resolve(BundlePaths.GOLDEN), golden.bytes());
    byte[] text = ManifestJson.bytes(manifest.withFiles(BundleFiles.list(folder)));
    Files.write(folder.resolve(BundlePaths.MANIFEST), text);
    return folder;
  }

  private static BundleManifest manifest(String version, double actionScale, double periodS) {
    return new BundleManifest(
        "sum",
        version,
        new RobotUse("double-integrator", Map.of()),
        new TaskUse("reach", Map.of()),
        List.of(Quantity.unbounded("position", "m"), Quantity.unbounded("velocity", "m/s")),
        List.of(Quantity.symmetric("acceleration", "m/s²", 1)),
        new NormaliserPair(
            new Normaliser(List.of(0.0, 0.0), List.of(1.0, 1.0)),
            new Normaliser(List.of(0.0), List.of(actionScale))),
        new Chunk(3, 2, periodS),
        new Sampler("sum", 1, 4, Map.of("serving_default", 1)),
        List.of());
  }
}
