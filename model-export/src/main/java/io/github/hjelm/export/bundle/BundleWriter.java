package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleFiles;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundlePaths;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.Golden;
import io.github.hjelm.controller.bundle.ManifestJson;
import io.github.hjelm.export.bundle.plain.MissingOp;
import io.github.hjelm.export.bundle.plain.PlainForward;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle: all of it, read back and compared, or nothing. The same contents make the same
 * bytes.
 */
public final class BundleWriter {

  /** float32 against itself: another order of additions at most. */
  private static final double TRAINED_TOLERANCE = 1e-6;

  /** float32 against double. */
  private static final double PLAIN_TOLERANCE = 1e-5;

  private final BundleManifest manifest;
  private final FrozenGraph policy;
  private final Golden golden;
  private final Map<String, byte[]> reports = new TreeMap<>();
  private @Nullable Path certificate;
  private @Nullable Path task;
  private @Nullable Path key;
  private boolean mayMissOps;

  /**
   * Begins one.
   *
   * @param manifest its list of files is replaced by what is written
   * @param golden what the graph answers that the policy was frozen from
   */
  public BundleWriter(BundleManifest manifest, FrozenGraph policy, Golden golden) {
    this.manifest = manifest;
    this.policy = policy;
    this.golden = golden;
  }

  /** Takes the files of a folder that {@code hjelm solve --certify} wrote. */
  public BundleWriter certificate(Path folder) {
    certificate = folder;
    return this;
  }

  /** Takes the files of a folder that {@code hjelm solve} wrote. */
  public BundleWriter task(Path folder) {
    task = folder;
    return this;
  }

  /** Adds a file such as {@code report.json}. */
  public BundleWriter report(String path, byte[] content) {
    if (!BundlePaths.isPath(path)) {
      throw new IllegalArgumentException("no file of a bundle is called " + path);
    }
    reports.put(path, content.clone());
    return this;
  }

  /** Signs with a private Ed25519 key in a PEM file. */
  public BundleWriter signedWith(Path keyFile) {
    key = keyFile;
    return this;
  }

  /** For graphs made elsewhere: what plain Java does not know is said, and not refused. */
  BundleWriter mayMissOps() {
    mayMissOps = true;
    return this;
  }

  /** Says so when a bundle could not be put there: to be asked before minutes of training. */
  public static void requireVacant(Path target) throws BundleRefusal {
    BundleDraft.requireVacant(target);
  }

  /**
   * Writes a folder, or a zip where the name ends in {@code .zip}, unless what is read back differs
   * from what was trained.
   */
  public BundleCheck write(Path target) throws BundleRefusal {
    if (!manifest.sampler().evaluations().keySet().equals(policy.actions().keySet())
        || manifest.observation().size() != policy.observationSize()
        || manifest.chunkSize() != policy.chunkSize()) {
      throw new BundleRefusal(
          "the manifest names signatures %s from %d numbers to %d, but the graph has %s from %d to %d"
              .formatted(
                  manifest.sampler().evaluations().keySet(),
                  manifest.observation().size(),
                  manifest.chunkSize(),
                  policy.actions().keySet(),
                  policy.observationSize(),
                  policy.chunkSize()));
    }
    try (BundleDraft draft = BundleDraft.begin(target)) {
      write(draft);
      BundleCheck check = check(draft.folder(), target);
      draft.publish();
      return check;
    }
  }

  private void write(BundleDraft draft) throws BundleRefusal {
    draft.write(BundlePaths.SAVED_MODEL, SavedModelWriter.bytes(policy));
    draft.write(BundlePaths.GOLDEN, golden.bytes());
    for (Map.Entry<String, byte[]> report : reports.entrySet()) {
      draft.write(report.getKey(), report.getValue());
    }
    if (certificate != null) {
      draft.copy(certificate, BundlePaths.CERTIFICATE);
    }
    if (task != null) {
      draft.copy(task, BundlePaths.TASK);
    }
    byte[] text = ManifestJson.bytes(manifest.withFiles(BundleFiles.list(draft.folder())));
    draft.write(BundlePaths.MANIFEST, text);
    if (key != null) {
      draft.write(BundlePaths.SIGNATURE, BundleKeys.sign(text, key));
    }
  }

  private BundleCheck check(Path folder, Path target) throws BundleRefusal {
    double trained;
    try (Bundle bundle = Bundle.open(folder, BundleKeys.none())) {
      trained = bundle.goldenDifference();
    }
    require(trained, TRAINED_TOLERANCE, target, "the graph it was frozen from");
    SortedSet<String> missing = PlainForward.missing(policy.graph());
    OptionalDouble plain = OptionalDouble.empty();
    if (missing.isEmpty()) {
      try {
        plain = OptionalDouble.of(plainDifference());
      } catch (MissingOp e) {
        missing = new TreeSet<>(java.util.List.of(e.op()));
      }
    }
    if (plain.isPresent()) {
      require(plain.getAsDouble(), PLAIN_TOLERANCE, target, "plain Java in double precision");
    } else if (!mayMissOps) {
      throw new BundleRefusal(
          target
              + " was not written: plain Java cannot check "
              + String.join(", ", missing)
              + ", build the policy without");
    }
    return new BundleCheck(trained, plain, missing);
  }

  private double plainDifference() {
    PlainForward forward = new PlainForward(policy.graph());
    forward.feed(policy.observation(), golden.observation(), policy.observationSize());
    forward.feed(policy.noise(), golden.noise(), policy.chunkSize());
    policy
        .prefix()
        .ifPresent(
            ports -> {
              forward.feed(ports.actions(), golden.prefix().actions(), policy.chunkSize());
              forward.feed(ports.weights(), golden.prefix().weights(), policy.chunkSize());
            });
    double largest = 0;
    for (Map.Entry<String, String> actions : policy.actions().entrySet()) {
      double[] plain = forward.fetch(actions.getValue());
      float[] expected = golden.actions(actions.getKey());
      if (plain.length != expected.length) {
        return Double.NaN;
      }
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(plain[i] - expected[i]));
      }
    }
    return largest;
  }

  private static void require(double difference, double tolerance, Path target, String other)
      throws BundleRefusal {
    // Written so that NaN is refused.
    if (!(difference <= tolerance)) {
      throw new BundleRefusal(
          "%s was not written: read back, it answers up to %.3g from %s, more than %.0e allow"
              .formatted(target, difference, other, tolerance));
    }
  }
}
