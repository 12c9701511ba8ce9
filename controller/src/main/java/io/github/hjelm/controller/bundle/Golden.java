package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.reach.NumpyArray;
import io.github.hjelm.controller.reach.NumpyFile;
import io.github.hjelm.controller.reach.NumpyType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Inputs of a policy and what it answers, that any loader must reproduce: {@code golden.npz}. Every
 * row is a case of its own: one observation, one noise, one chunk.
 *
 * <p>The arrays: {@code observation} and {@code noise} are what the SavedModel sees, {@code
 * actions} is what its default signature answers, {@code actions_NAME} what signature NAME answers;
 * {@code prefix} and {@code prefix_weights} are the plan of those that take one; {@code
 * observation_raw} and {@code actions_raw} are the same in the robot's units.
 */
public final class Golden {

  private static final String OBSERVATION = "observation";
  private static final String NOISE = "noise";
  private static final String ACTIONS = "actions";
  private static final String PREFIX = "prefix";
  private static final String PREFIX_WEIGHTS = "prefix_weights";
  private static final String RAW = "_raw";
  private static final int MAX_ROWS = 10_000;

  private final int rows;
  private final Map<String, float[]> arrays;

  private Golden(int rows, Map<String, float[]> arrays) {
    this.rows = rows;
    this.arrays = arrays;
  }

  /** Makes golden cases of a policy that takes no plan. */
  public static Golden of(
      BundleManifest manifest,
      float[] observationRaw,
      float[] noise,
      Map<String, float[]> actions) {
    return of(manifest, observationRaw, noise, GoldenPrefix.NONE, actions);
  }

  /**
   * Makes golden cases.
   *
   * @param observationRaw rows of observations in the robot's units
   * @param noise rows of noise
   * @param prefix what the signatures that take a plan are given
   * @param actions what each signature answers, normalised
   */
  public static Golden of(
      BundleManifest manifest,
      float[] observationRaw,
      float[] noise,
      GoldenPrefix prefix,
      Map<String, float[]> actions) {
    int rows = observationRaw.length / manifest.observation().size();
    Map<String, float[]> arrays = new LinkedHashMap<>();
    arrays.put(OBSERVATION, normalised(manifest, observationRaw));
    arrays.put(NOISE, noise.clone());
    if (prefix.isThere()) {
      arrays.put(PREFIX, prefix.actions());
      arrays.put(PREFIX_WEIGHTS, prefix.weights());
    }
    float[] served = actions.get(BundleManifest.Sampler.DEFAULT_SIGNATURE);
    if (served == null) {
      throw new IllegalArgumentException("the default signature has no golden answers");
    }
    arrays.put(ACTIONS, served.clone());
    new TreeMap<>(actions)
        .forEach(
            (signature, answers) -> {
              if (!signature.equals(BundleManifest.Sampler.DEFAULT_SIGNATURE)) {
                arrays.put(key(signature), answers.clone());
              }
            });
    arrays.put(OBSERVATION + RAW, observationRaw.clone());
    float[] raw = new float[served.length];
    manifest
        .normalisers()
        .action()
        .unnormalise(served, 0, raw, 0, served.length / manifest.action().size());
    arrays.put(ACTIONS + RAW, raw);
    arrays.forEach((name, numbers) -> requireRows(name, numbers.length, rows, manifest));
    return new Golden(rows, arrays);
  }

  /** What a network sees of observations in the robot's units. */
  public static float[] normalised(BundleManifest manifest, float[] observationRaw) {
    int size = manifest.observation().size();
    float[] observation = new float[observationRaw.length];
    manifest
        .normalisers()
        .observation()
        .normalise(observationRaw, 0, observation, 0, observationRaw.length / size);
    return observation;
  }

  /** Reads {@code golden.npz}; {@code where} names it in a refusal. */
  static Golden parse(byte[] bytes, BundleManifest manifest, String where) throws BundleRefusal {
    Map<String, NumpyArray> files = NumpyZip.parse(bytes, where);
    NumpyArray first = files.get(OBSERVATION);
    int rows = first == null ? 0 : first.shape().get(0);
    if (rows < 1 || rows > MAX_ROWS) {
      throw new BundleRefusal(where + " has no array 'observation' of 1 to " + MAX_ROWS + " rows");
    }
    Map<String, float[]> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, NumpyArray> file : files.entrySet()) {
      List<Integer> wanted = List.of(rows, width(file.getKey(), manifest));
      if (file.getValue().type() != NumpyType.FLOAT32 || !file.getValue().shape().equals(wanted)) {
        throw new BundleRefusal(
            "%s: the array '%s' is not float32 of shape %s: export the bundle again"
                .formatted(where, file.getKey(), wanted));
      }
      arrays.put(file.getKey(), file.getValue().floats());
    }
    Golden golden = new Golden(rows, arrays);
    for (String signature : manifest.sampler().evaluations().keySet()) {
      if (!arrays.containsKey(NOISE) || !arrays.containsKey(key(signature))) {
        throw new BundleRefusal(
            where + " has no answers for the signature " + signature + ": export the bundle again");
      }
    }
    boolean hasPlan = arrays.containsKey(PREFIX) && arrays.containsKey(PREFIX_WEIGHTS);
    if (!manifest.sampler().guided().isEmpty() && !hasPlan) {
      throw new BundleRefusal(
          where + " has no prefix for the signatures that take one: export the bundle again");
    }
    return golden;
  }

  /** The bytes of {@code golden.npz}. */
  public byte[] bytes() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    arrays.forEach(
        (name, numbers) ->
            files.put(name, NumpyFile.bytes(List.of(rows, numbers.length / rows), numbers)));
    return NumpyZip.bytes(files);
  }

  /** How many cases there are. */
  public int rows() {
    return rows;
  }

  /** A copy of what the network sees. */
  public float[] observation() {
    return array(OBSERVATION).clone();
  }

  /** A copy of the noise. */
  public float[] noise() {
    return array(NOISE).clone();
  }

  /** A copy of the plan that guided signatures are given. */
  public GoldenPrefix prefix() {
    return arrays.containsKey(PREFIX)
        ? new GoldenPrefix(array(PREFIX), array(PREFIX_WEIGHTS))
        : GoldenPrefix.NONE;
  }

  /** A copy of what a signature answers. */
  public float[] actions(String signature) {
    return array(key(signature)).clone();
  }

  /** The largest difference between these answers of a signature and others. */
  public double difference(String signature, float[] answers) {
    float[] golden = array(key(signature));
    if (golden.length != answers.length) {
      throw new IllegalArgumentException(answers.length + " answers for " + golden.length);
    }
    double largest = 0;
    for (int i = 0; i < golden.length; i++) {
      double difference = Math.abs((double) golden[i] - answers[i]);
      // Math.max keeps a NaN, which is larger than any bound.
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  /** The largest difference from what a sampler of this many rows answers. */
  public double difference(String signature, FewStepSampler sampler) throws BundleRefusal {
    if (sampler.candidates() != rows || sampler.observations() != rows) {
      throw new IllegalArgumentException("a sampler of " + rows + " rows is needed");
    }
    float[] answers = new float[array(NOISE).length];
    if (sampler.isGuided()) {
      sampler.guide(array(PREFIX), array(PREFIX_WEIGHTS));
    }
    SampleOutcome outcome = sampler.sample(array(OBSERVATION), array(NOISE), answers);
    if (outcome != SampleOutcome.SAMPLED) {
      throw new BundleRefusal(
          "the signature " + signature + " does not answer the golden inputs: " + sampler.fault());
    }
    return difference(signature, answers);
  }

  /**
   * The same of a sampler as it flies, however many rows it has. Where all rows share one
   * observation they all ask one case; else each asks its own. Every case is asked by every row.
   */
  double worstDifference(String signature, FewStepSampler sampler) throws BundleRefusal {
    float[] golden = array(key(signature));
    int width = sampler.chunkSize();
    float[] observation = new float[sampler.observations() * sampler.observationSize()];
    float[] noise = new float[sampler.candidates() * width];
    float[] answers = new float[noise.length];
    double worst = 0;
    for (int first = 0; first < rows; first++) {
      int[] asked = new int[sampler.candidates()];
      for (int row = 0; row < asked.length; row++) {
        asked[row] = sampler.observations() == 1 ? first : (first + row) % rows;
        copyRow(array(NOISE), asked[row], noise, row, width);
      }
      for (int row = 0; row < sampler.observations(); row++) {
        copyRow(array(OBSERVATION), asked[row], observation, row, sampler.observationSize());
      }
      if (sampler.sample(observation, noise, answers) != SampleOutcome.SAMPLED) {
        throw new BundleRefusal(
            "the signature "
                + signature
                + " does not answer the golden inputs: "
                + sampler.fault());
      }
      for (int i = 0; i < answers.length; i++) {
        float right = golden[asked[i / width] * width + i % width];
        // Math.max keeps a NaN, which is larger than any bound.
        worst = Math.max(worst, Math.abs((double) right - answers[i]));
      }
    }
    return worst;
  }

  private static void copyRow(float[] from, int row, float[] to, int toRow, int width) {
    System.arraycopy(from, row * width, to, toRow * width, width);
  }

  private float[] array(String name) {
    float @Nullable [] array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("there is no golden array '" + name + "'");
    }
    return array;
  }

  private static String key(String signature) {
    return signature.equals(BundleManifest.Sampler.DEFAULT_SIGNATURE)
        ? ACTIONS
        : ACTIONS + "_" + signature;
  }

  private static int width(String name, BundleManifest manifest) {
    return name.startsWith(OBSERVATION) ? manifest.observation().size() : manifest.chunkSize();
  }

  private static void requireRows(String name, int numbers, int rows, BundleManifest manifest) {
    if (rows < 1 || numbers != rows * width(name, manifest)) {
      throw new IllegalArgumentException(
          "the golden array '%s' has %d numbers for %d rows".formatted(name, numbers, rows));
    }
  }
}
