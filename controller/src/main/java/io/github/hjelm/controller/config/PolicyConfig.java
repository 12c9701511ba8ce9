package io.github.hjelm.controller.config;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.chunk.ChunkJoin;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import java.time.Duration;
import java.util.Optional;

/**
 * How a policy is sampled.
 *
 * @param inferenceBudget for how long a cycle can wait for its policy
 * @param candidates K
 * @param engine whose code computes it
 * @param device where it runs
 * @param signature of the bundle's SavedModel
 * @param temperature with which one of the candidates that are let through is chosen
 * @param maxLateness how much later than it was meant for an action may be used
 * @param seed of the noise, one stream per robot
 * @param reload whether a bundle whose files change is flown from then on
 */
public record PolicyConfig(
    LaneChoice lane,
    Optional<Duration> inferenceBudget,
    Optional<Integer> candidates,
    PolicyEngine engine,
    PolicyDevice device,
    String signature,
    ChunkJoin join,
    double temperature,
    Optional<Duration> maxLateness,
    long seed,
    boolean reload) {

  static final String BUDGET_WORDS = "half a cycle";
  static final String LATENESS_WORDS = "half the time that a chunk of the bundle spans";

  private static final double CYCLES_PER_BUDGET = 0.5;
  private static final double CHUNKS_PER_LATENESS = 0.5;
  private static final double NS_PER_S = 1e9;

  /**
   * The signature that flies: the twin that takes a plan, where chunks are joined in real time, the
   * bundle has one, and the engine can compute what is carried back through the network.
   */
  public String signature(Sampler sampler) {
    boolean guided =
        join == ChunkJoin.REAL_TIME
            && engine == PolicyEngine.TENSORFLOW
            && sampler.guided().contains(signature);
    return guided ? Sampler.guided(signature) : signature;
  }

  /** The defaults. */
  public static PolicyConfig standard() {
    return new PolicyConfig(
        RobotSettings.POLICY_LANE.standard(),
        Optional.empty(),
        Optional.empty(),
        RobotSettings.POLICY_ENGINE.standard(),
        RobotSettings.POLICY_DEVICE.standard(),
        RobotSettings.POLICY_SIGNATURE.standard(),
        RobotSettings.POLICY_JOIN.standard(),
        RobotSettings.POLICY_TEMPERATURE.standard(),
        Optional.empty(),
        RobotSettings.POLICY_SEED.standard(),
        RobotSettings.POLICY_RELOAD.standard());
  }

  /** The same in another lane. */
  public PolicyConfig with(LaneChoice newLane) {
    return new PolicyConfig(
        newLane,
        inferenceBudget,
        candidates,
        engine,
        device,
        signature,
        join,
        temperature,
        maxLateness,
        seed,
        reload);
  }

  /** The same with another way to join chunks. */
  public PolicyConfig with(ChunkJoin newJoin) {
    return new PolicyConfig(
        lane,
        inferenceBudget,
        candidates,
        engine,
        device,
        signature,
        newJoin,
        temperature,
        maxLateness,
        seed,
        reload);
  }

  /** The same with this many candidates. */
  public PolicyConfig withCandidates(int count) {
    return new PolicyConfig(
        lane,
        inferenceBudget,
        Optional.of(count),
        engine,
        device,
        signature,
        join,
        temperature,
        maxLateness,
        seed,
        reload);
  }

  /** The same by another engine. */
  public PolicyConfig with(PolicyEngine newEngine) {
    return new PolicyConfig(
        lane,
        inferenceBudget,
        candidates,
        newEngine,
        device,
        signature,
        join,
        temperature,
        maxLateness,
        seed,
        reload);
  }

  /** The same with other noise. */
  public PolicyConfig withSeed(long newSeed) {
    return new PolicyConfig(
        lane,
        inferenceBudget,
        candidates,
        engine,
        device,
        signature,
        join,
        temperature,
        maxLateness,
        newSeed,
        reload);
  }

  public long inferenceBudgetNs(long cycleNs) {
    return inferenceBudget
        .map(Duration::toNanos)
        .orElseGet(() -> Math.round(CYCLES_PER_BUDGET * cycleNs));
  }

  /** K, of the bundle unless somebody said otherwise. */
  public int candidates(Sampler sampler) {
    return candidates.orElse(sampler.candidates());
  }

  public long maxLatenessNs(Chunk chunk) {
    return maxLateness
        .map(Duration::toNanos)
        .orElseGet(
            () -> Math.round(CHUNKS_PER_LATENESS * chunk.horizon() * chunk.periodS() * NS_PER_S));
  }
}
