package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.RobotUse;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.bundle.BundleManifest.TaskUse;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import io.github.hjelm.sensors.robot.Quantity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle around {@link SumPolicy}, right in everything until a test changes it. */
final class BundleFixture {

  private BundleFixture() {}

  static BundleManifest manifest() {
    return new BundleManifest(
        "sum",
        "0.1.0-beta",
        new RobotUse("double-integrator", Map.of("drag", 0.5)),
        new TaskUse("reach", Map.of("goal", "left")),
        List.of(Quantity.unbounded("position", "m"), Quantity.symmetric("speed", "m/s", 2)),
        List.of(Quantity.symmetric("force", "N", 1)),
        new NormaliserPair(
            new Normaliser(List.of(0.5, 0.0), List.of(2.0, 2.0)),
            new Normaliser(List.of(0.0), List.of(1.0))),
        new Chunk(3, 2, 0.05),
        new Sampler("sum", 1, 4, Map.of("serving_default", 1)),
        List.of());
  }

  /** With a twin that takes a plan. */
  static BundleManifest guidedManifest() {
    BundleManifest plain = manifest();
    return new BundleManifest(
        plain.name(),
        plain.version(),
        plain.robot(),
        plain.task(),
        plain.observation(),
        plain.action(),
        plain.normalisers(),
        plain.chunk(),
        new Sampler(
            "sum", 1, 4, Map.of("serving_default", 1), new TreeSet<>(Set.of("serving_default"))),
        List.of());
  }

  /** The guided answers are off by so much. */
  static Golden guidedGolden(float error) {
    float[] raw = {2.5f, 4};
    float[] noise = {1, 2, 3};
    float[] actions = SumPolicy.answer(new float[] {1, 2}, noise);
    float[] guided = {-1 + error, (actions[1] - 1) / 2, actions[2]};
    return Golden.of(
        guidedManifest(),
        raw,
        noise,
        new GoldenPrefix(new float[] {-1, -1, -1}, new float[] {1, 0.5f, 0}),
        Map.of("serving_default", actions, "guided_serving_default", guided));
  }

  static Path writeGuided(Path folder, Golden golden) throws Exception {
    write(folder, SumPolicy.guidedBytes(), golden);
    byte[] text = ManifestJson.bytes(guidedManifest().withFiles(BundleFiles.list(folder)));
    Files.write(folder.resolve(BundlePaths.MANIFEST), text);
    return folder;
  }

  static Golden golden(float error) {
    float[] raw = {2.5f, 4, 0.5f, 0};
    float[] noise = {1, 2, 3, 4, 5, 6};
    float[] actions = SumPolicy.answer(new float[] {1, 2}, new float[] {1, 2, 3});
    float[] both = {actions[0], actions[1], actions[2] + error, 4, 5, 6};
    return Golden.of(manifest(), raw, noise, Map.of("serving_default", both));
  }

  /** Writes a bundle that is right. */
  static Path write(Path folder) throws Exception {
    return write(folder, SumPolicy.bytes(), golden(0));
  }

  static Path write(Path folder, byte[] model, Golden golden) throws Exception {
    Files.createDirectories(folder.resolve("policy"));
    Files.write(folder.resolve(BundlePaths.SAVED_MODEL), model);
    Files.write(folder.resolve(BundlePaths.GOLDEN), golden.bytes());
    Files.createDirectory(folder.resolve("certificate"));
    Files.writeString(folder.resolve("certificate/value.json"), "{}");
    describe(folder);
    return folder;
  }

  /** Writes the manifest of what is in the folder now. */
  static void describe(Path folder) throws Exception {
    byte[] text = ManifestJson.bytes(manifest().withFiles(BundleFiles.list(folder)));
    Files.write(folder.resolve(BundlePaths.MANIFEST), text);
  }

  static void replace(Path file, String old, String replaced) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(file + " holds no " + old);
    }
    Files.writeString(file, text.replace(old, replaced));
  }

  /** Everything below a folder, under names that begin so. */
  static Map<String, byte[]> contents(Path folder, String prefix) throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList())) {
        contents.put(prefix + folder.relativize(file), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  static Path zip(Path file, Map<String, byte[]> contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
