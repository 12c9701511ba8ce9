package io.github.hjelm.export.hjb.solver;

import java.util.List;
import java.util.Optional;

/**
 * What an equation has beyond V_t + H(x, ∇V) = 0 (theory 01.20 to 01.25); each is left out unless
 * set.
 *
 * @param decay γ in 1/s, of a control barrier-value function: + γV
 * @param discount ρ in 1/s: - ρV
 * @param runningCost c(x): + c
 * @param controlWeights R_j: ½ Σ R_j u_j², which whoever chooses u pays; empty for none
 * @param movingTarget l(t, x), in place of the terminal function
 * @param movingObstacle g(t, x), in place of the obstacle
 * @param diffusion σ(x): + ½ Tr(σσᵀ ∇²V)
 * @param boxes bounds of the inputs in place of the robot's
 */
public record Terms(
    double decay,
    double discount,
    Optional<NodeFunction> runningCost,
    List<Double> controlWeights,
    Optional<TimedFunction> movingTarget,
    Optional<TimedFunction> movingObstacle,
    Optional<Diffusion> diffusion,
    Optional<InputBoxes> boxes) {

  public Terms {
    // Written so that NaN is refused.
    if (!(decay >= 0 && discount >= 0)) {
      throw new IllegalArgumentException(
          "decay and discount must not be negative, but are " + decay + " and " + discount);
    }
    controlWeights = List.copyOf(controlWeights);
    if (!controlWeights.stream().allMatch(weight -> weight >= 0)) {
      throw new IllegalArgumentException(
          "weights of controls must not be negative, but are " + controlWeights);
    }
  }

  /** Nothing beyond V_t + H = 0. */
  public static Terms none() {
    return new Terms(
        0,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  boolean moving() {
    return movingTarget.isPresent() || movingObstacle.isPresent();
  }

  public Terms withDecay(double rate) {
    return new Terms(
        rate,
        discount,
        runningCost,
        controlWeights,
        movingTarget,
        movingObstacle,
        diffusion,
        boxes);
  }

  public Terms withDiscount(double rate) {
    return new Terms(
        decay, rate, runningCost, controlWeights, movingTarget, movingObstacle, diffusion, boxes);
  }

  public Terms withRunningCost(NodeFunction cost) {
    return new Terms(
        decay,
        discount,
        Optional.of(cost),
        controlWeights,
        movingTarget,
        movingObstacle,
        diffusion,
        boxes);
  }

  public Terms withControlWeights(List<Double> weights) {
    return new Terms(
        decay, discount, runningCost, weights, movingTarget, movingObstacle, diffusion, boxes);
  }

  public Terms withMovingTarget(TimedFunction target) {
    return new Terms(
        decay,
        discount,
        runningCost,
        controlWeights,
        Optional.of(target),
        movingObstacle,
        diffusion,
        boxes);
  }

  public Terms withMovingObstacle(TimedFunction obstacle) {
    return new Terms(
        decay,
        discount,
        runningCost,
        controlWeights,
        movingTarget,
        Optional.of(obstacle),
        diffusion,
        boxes);
  }

  public Terms withDiffusion(Diffusion sigma) {
    return new Terms(
        decay,
        discount,
        runningCost,
        controlWeights,
        movingTarget,
        movingObstacle,
        Optional.of(sigma),
        boxes);
  }

  public Terms withBoxes(InputBoxes bounds) {
    return new Terms(
        decay,
        discount,
        runningCost,
        controlWeights,
        movingTarget,
        movingObstacle,
        diffusion,
        Optional.of(bounds));
  }
}
