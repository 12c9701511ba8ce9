package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.policy.NormaliserPair;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a bundle says of itself. The constructor refuses what contradicts itself, with an {@link
 * IllegalArgumentException} whose message continues "the manifest ...".
 *
 * @param name letters, digits, {@code . _ -}
 * @param version semantic, such as {@code 1.2.0}
 * @param observation what the policy sees; finite bounds are where it usually lies
 * @param action the robot's controls, with the bounds that they were trained for
 * @param normalisers stand before and behind the network
 * @param files every file of the bundle but the manifest and its signature, sorted by path
 */
public record BundleManifest(
    String name,
    String version,
    RobotUse robot,
    TaskUse task,
    List<Quantity> observation,
    List<Quantity> action,
    NormaliserPair normalisers,
    Chunk chunk,
    Sampler sampler,
    List<FileEntry> files) {

  /** Changes when a reader of the old format would misread the new one. */
  public static final String FORMAT = "hjelm-bundle-1";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern VERSION =
      Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}([-+][A-Za-z0-9.+-]{1,40})?");

  /** The robot that the policy was trained for, as the catalogue of robots makes it. */
  public record RobotUse(String model, Map<String, Double> parameters) {
    public RobotUse {
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
  }

  /** The task that the policy was trained for. */
  public record TaskUse(String name, Map<String, String> settings) {
    public TaskUse {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  /**
   * How much the policy answers at a time.
   *
   * @param horizon H: controls in a chunk
   * @param executed how many of them are applied before the next chunk is asked for
   * @param periodS for how long each control is held
   */
  public record Chunk(int horizon, int executed, double periodS) {
    public Chunk {
      require(executed >= 1 && executed <= horizon, "executes " + executed + " of " + horizon);
      // Written so that NaN is refused.
      require(periodS > 0 && periodS < Double.POSITIVE_INFINITY, "has the period " + periodS);
    }
  }

  /**
   * How the network makes chunks of noise.
   *
   * @param method such as {@code rectified-flow}
   * @param steps network evaluations of the signature that flies
   * @param candidates K that the policy was measured with
   * @param signatures of the SavedModel, and the steps of each
   * @param guided those of them that have a twin which takes a plan to agree with; its name is
   *     {@link #guided(String)}
   */
  public record Sampler(
      String method,
      int steps,
      int candidates,
      Map<String, Integer> signatures,
      SortedSet<String> guided) {

    /** The signature that flies unless another is asked for. */
    public static final String DEFAULT_SIGNATURE = "serving_default";

    private static final String GUIDED = "guided_";

    /** With no signature that takes a plan. */
    public Sampler(String method, int steps, int candidates, Map<String, Integer> signatures) {
      this(method, steps, candidates, signatures, Collections.emptySortedSet());
    }

    public Sampler {
      signatures = Collections.unmodifiableMap(new TreeMap<>(signatures));
      guided = Collections.unmodifiableSortedSet(new TreeSet<>(guided));
      require(steps >= 1, "has " + steps + " steps");
      require(candidates >= 1, "has " + candidates + " candidates");
      require(
          Integer.valueOf(steps).equals(signatures.get(DEFAULT_SIGNATURE)),
          "gives the sampler " + steps + " steps, but not its signature " + DEFAULT_SIGNATURE);
      for (int count : signatures.values()) {
        require(count >= 1, "has a signature of " + count + " steps");
      }
      for (String name : signatures.keySet()) {
        require(!isGuided(name), "calls a signature without a plan " + name);
      }
      for (String name : guided) {
        require(signatures.containsKey(name), "guides " + name + ", which is no signature");
      }
    }

    /** What a signature's twin is called that takes a plan to agree with. */
    public static String guided(String signature) {
      return GUIDED + signature;
    }

    /** Whether a signature of that name takes a plan. */
    public static boolean isGuided(String signature) {
      return signature.startsWith(GUIDED);
    }

    /** Every signature there is, those that take a plan among them, and the steps of each. */
    public SortedMap<String, Integer> evaluations() {
      SortedMap<String, Integer> all = new TreeMap<>(signatures);
      for (String name : guided) {
        all.put(guided(name), signatures.getOrDefault(name, steps));
      }
      return all;
    }
  }

  /**
   * One file.
   *
   * @param path below the bundle, with slashes
   * @param sha256 64 hexadecimal digits
   */
  public record FileEntry(String path, long bytes, String sha256) {}

  public BundleManifest {
    observation = List.copyOf(observation);
    action = List.copyOf(action);
    files = List.copyOf(files);
    require(NAME.matcher(name).matches(), "has a name of other than letters, digits, . _ and -");
    require(VERSION.matcher(version).matches(), "has a version that is not like 1.2.0");
    require(
        normalisers.observation().size() == observation.size(),
        "normalises %d numbers of %d that are observed"
            .formatted(normalisers.observation().size(), observation.size()));
    require(
        normalisers.action().size() == action.size(),
        "normalises %d controls of %d".formatted(normalisers.action().size(), action.size()));
    for (Quantity control : action) {
      require(
          Double.isFinite(control.lower()) && Double.isFinite(control.upper()),
          "gives the control " + control.name() + " no finite bounds");
    }
  }

  /** D: floats in a chunk. */
  public int chunkSize() {
    return chunk.horizon() * action.size();
  }

  /** The same bundle with these files. */
  public BundleManifest withFiles(List<FileEntry> present) {
    return new BundleManifest(
        name, version, robot, task, observation, action, normalisers, chunk, sampler, present);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
