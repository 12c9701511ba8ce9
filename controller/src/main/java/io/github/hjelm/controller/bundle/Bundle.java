package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler.Settings;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import io.github.hjelm.controller.reach.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy bundle whose files are what its manifest says, whose signature is what the keys ask for,
 * and whose graph does nothing but arithmetic. Opening one does not load TensorFlow.
 *
 * <p>The policy is kept in memory: what was verified is what runs, whatever happens to the folder.
 */
public final class Bundle implements AutoCloseable {

  /**
   * How far the answers of another processor may lie from the golden ones, in normalised units:
   * float32 summed in another order.
   */
  public static final double TOLERANCE = 1e-4;

  /** How far an engine that is not TensorFlow may be from what TensorFlow answered. */
  public static final double ENGINE_TOLERANCE = 1e-5;

  private final Path source;
  private final Path folder;
  private final boolean unpacked;
  private final BundleManifest manifest;
  private final String sha256;
  private final SignatureState signature;
  private final SavedModelGraph policy;
  private final Golden golden;

  private Bundle(Path source, Path folder, BundleKeys keys) throws BundleRefusal {
    this.source = source;
    this.folder = folder;
    unpacked = !source.equals(folder);
    Path file = folder.resolve(BundlePaths.MANIFEST);
    byte[] bytes = BundleFiles.read(file, JsonTree.MAX_BYTES);
    signature = signature(source, folder, bytes, keys);
    manifest = ManifestJson.parse(bytes, file.toString());
    sha256 = BundleFiles.sha256(bytes);
    List<BundleManifest.FileEntry> files = manifest.files();
    BundleFiles.requireExactly(folder, files);
    String model = folder.resolve(BundlePaths.SAVED_MODEL).toString();
    policy = policy(BundleFiles.read(folder, files, BundlePaths.SAVED_MODEL), manifest, model);
    golden =
        Golden.parse(
            BundleFiles.read(folder, files, BundlePaths.GOLDEN),
            manifest,
            folder.resolve(BundlePaths.GOLDEN).toString());
  }

  /**
   * Opens and verifies a bundle.
   *
   * @param path a folder, or a zip of one, which is unpacked until {@link #close}
   */
  public static Bundle open(Path path, BundleKeys keys) throws BundleRefusal {
    if (Files.isDirectory(path)) {
      return new Bundle(path, path, keys);
    }
    if (!Files.isRegularFile(path)) {
      throw new BundleRefusal(path + " does not exist: name the folder or the zip of a bundle");
    }
    Path folder;
    try {
      folder = Files.createTempDirectory("hjelm-bundle-");
    } catch (IOException e) {
      throw new BundleRefusal("there is no room to unpack " + path + ": " + e.getMessage(), e);
    }
    boolean opened = false;
    try {
      BundleZip.unpack(path, folder);
      Bundle bundle = new Bundle(path, folder, keys);
      opened = true;
      return bundle;
    } finally {
      if (!opened) {
        remove(folder);
      }
    }
  }

  /**
   * What a bundle says of itself, none of it verified: to choose what it will be opened with.
   *
   * @param path a folder or a zip
   */
  public static BundleManifest manifest(Path path) throws BundleRefusal {
    Path file = path.resolve(BundlePaths.MANIFEST);
    byte[] bytes =
        Files.isRegularFile(path)
            ? BundleZip.manifest(path, JsonTree.MAX_BYTES)
            : BundleFiles.read(file, JsonTree.MAX_BYTES);
    return ManifestJson.parse(bytes, file.toString());
  }

  public BundleManifest manifest() {
    return manifest;
  }

  /** Of the manifest, and so of everything: what tells two bundles apart. */
  public String sha256() {
    return sha256;
  }

  /** What is known about who made it. */
  public SignatureState signature() {
    return signature;
  }

  /** Where it was opened. */
  public Path source() {
    return source;
  }

  /** The inputs and outputs that any loader must reproduce. */
  public Golden golden() {
    return golden;
  }

  /** The folder with the table that vouches, if there is one. */
  public Optional<Path> certificate() {
    return below(BundlePaths.CERTIFICATE);
  }

  /** The folder with the table that ranks, if there is one. */
  public Optional<Path> task() {
    return below(BundlePaths.TASK);
  }

  /** Makes the sampler of one signature on the processor; this loads TensorFlow. */
  public FewStepSampler sampler(String signature, int candidates, int observations, int threads)
      throws BundleRefusal {
    return sampler(signature, candidates, observations, threads, PolicyDevice.CPU);
  }

  /**
   * Makes the sampler of one signature that a robot flies.
   *
   * <p>Of {@link PolicyEngine#TENSORFLOW} it is the authority, and whoever flies it asks {@link
   * #requireGolden(String)} first. Any other engine is compared with the golden outputs here, in
   * the very sampler that is handed out.
   */
  public FewStepSampler sampler(
      String signature, int candidates, int observations, PolicyEngine engine, PolicyDevice device)
      throws BundleRefusal {
    if (engine == PolicyEngine.TENSORFLOW) {
      return sampler(signature, candidates, observations, 1, device);
    }
    int steps = requireSignature(signature);
    int chunkSize = manifest.chunkSize();
    int observationSize = manifest.observation().size();
    try {
      FewStepSampler sampler =
          VectorSampler.open(
              policy.policy(signature, observationSize, chunkSize),
              observationSize,
              chunkSize,
              new VectorSampler.Settings(steps, candidates, observations));
      requireGolden(golden.worstDifference(signature, sampler), ENGINE_TOLERANCE);
      return sampler;
    } catch (SamplerRefusal e) {
      throw new BundleRefusal(source + ": " + e.sentence(), e);
    }
  }

  /** Makes the sampler of one signature; this loads TensorFlow. */
  public FewStepSampler sampler(
      String signature, int candidates, int observations, int threads, PolicyDevice device)
      throws BundleRefusal {
    Integer steps = manifest.sampler().evaluations().get(signature);
    if (steps == null) {
      throw new BundleRefusal(
          "%s has no signature '%s', only %s"
              .formatted(source, signature, manifest.sampler().evaluations().keySet()));
    }
    boolean guided = Sampler.isGuided(signature);
    try {
      return TensorFlowSampler.open(
          policy,
          manifest.observation().size(),
          manifest.chunkSize(),
          new Settings(signature, steps, candidates, observations, threads, device, guided));
    } catch (SamplerRefusal e) {
      throw new BundleRefusal(source + ": " + e.sentence(), e);
    }
  }

  /**
   * Refuses a signature that it does not have.
   *
   * @return how many steps it takes
   */
  public int requireSignature(String signature) throws BundleRefusal {
    Integer steps = manifest.sampler().signatures().get(signature);
    if (steps == null) {
      throw new BundleRefusal(
          "%s has no signature '%s', only %s"
              .formatted(source, signature, manifest.sampler().signatures().keySet()));
    }
    return steps;
  }

  /**
   * Runs every signature on the golden inputs.
   *
   * @return the largest difference there is, in normalised units
   */
  public double goldenDifference() throws BundleRefusal {
    double largest = 0;
    for (String name : manifest.sampler().evaluations().keySet()) {
      // Math.max keeps a NaN, which is larger than any bound.
      largest = Math.max(largest, goldenDifference(name));
    }
    return largest;
  }

  private double goldenDifference(String signature) throws BundleRefusal {
    try (FewStepSampler sampler = sampler(signature, golden.rows(), golden.rows(), 1)) {
      return golden.difference(signature, sampler);
    }
  }

  /**
   * Refuses a bundle whose answers on this machine are not the golden ones.
   *
   * @return {@link #goldenDifference()}
   */
  public double requireGolden() throws BundleRefusal {
    double difference = goldenDifference();
    requireGolden(difference, TOLERANCE);
    return difference;
  }

  /** The same of one signature: of the others nothing is said, nor do they cost anything. */
  public void requireGolden(String signature) throws BundleRefusal {
    requireGolden(goldenDifference(signature), TOLERANCE);
  }

  private void requireGolden(double difference, double tolerance) throws BundleRefusal {
    // Written so that NaN is refused.
    if (!(difference <= tolerance)) {
      throw new BundleRefusal(
          "%s answers on this machine up to %.3g from its golden outputs, more than %.0e: do not fly it"
              .formatted(source, difference, tolerance));
    }
  }

  /** Removes what was unpacked. Samplers live on. */
  @Override
  public void close() {
    if (unpacked) {
      remove(folder);
    }
  }

  private Optional<Path> below(String name) {
    Path path = folder.resolve(name);
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(path)
        : Optional.empty();
  }

  private static SignatureState signature(
      Path source, Path folder, byte[] manifest, BundleKeys keys) throws BundleRefusal {
    Path file = folder.resolve(BundlePaths.SIGNATURE);
    boolean present = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (!keys.any()) {
      return present ? SignatureState.UNCHECKED : SignatureState.ABSENT;
    }
    if (!present) {
      throw new BundleRefusal(
          source + " is not signed, and keys are configured: sign it or remove the keys");
    }
    if (!keys.signed(manifest, BundleFiles.read(file, BundleKeys.SIGNATURE_BYTES))) {
      throw new BundleRefusal(
          source + " was signed with none of the keys that are trusted, or as another manifest");
    }
    return SignatureState.VERIFIED;
  }

  private static SavedModelGraph policy(byte[] bytes, BundleManifest manifest, String where)
      throws BundleRefusal {
    SavedModelGraph model;
    try {
      model = SavedModelGraph.parse(bytes, where);
    } catch (SamplerRefusal e) {
      throw new BundleRefusal(e.sentence(), e);
    }
    OpAllowList.check(model, where);
    for (String name : manifest.sampler().evaluations().keySet()) {
      if (!model.signatures().contains(name)) {
        throw new BundleRefusal(
            where
                + " has no signature '"
                + name
                + "' that the manifest names, only "
                + model.signatures());
      }
    }
    return model;
  }

  private static void remove(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It lies among the temporary files, where the system clears up.
      return;
    }
  }
}
