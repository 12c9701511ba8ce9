package io.github.hjelm.export.guidance;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.policy.Method;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Draws chunks that agree with a plan as far as it counts: real-time chunking (Black, Galliker,
 * Levine, 2025, arXiv 2506.07339; theory 07.6 to 07.8).
 *
 * <p>Every step guesses where it leads, and is bent by what the guess misses of the plan, carried
 * back through the network. Where nothing of the plan counts, it is the method's own draw.
 */
public final class Guidance {

  /** One evaluation leaves no step behind the first, and the first knows next to nothing. */
  private static final int LEAST_STEPS = 2;

  private final Velocity velocity;
  private final Jacobian jacobian;

  /** How an error in the guess is carried back to the sample that it was made of. */
  @FunctionalInterface
  interface Jacobian {
    Operand<TFloat32> pull(
        Algebra a, Operand<TFloat32> guess, Operand<TFloat32> x, Operand<TFloat32> e);
  }

  Guidance(Velocity velocity, Jacobian jacobian) {
    this.velocity = velocity;
    this.jacobian = jacobian;
  }

  /**
   * What agrees with a plan.
   *
   * @param actions Y, [B, D] or [1, D] for all rows
   * @param weights W, as many: how much each number counts, from 0 to 1
   */
  public record Prefix(Operand<TFloat32> actions, Operand<TFloat32> weights) {}

  /** For a method that is a flow, drawn in more than one step; none for another. */
  public static Optional<Guidance> of(Method method, int steps) {
    return steps < LEAST_STEPS
        ? Optional.empty()
        : Velocity.of(method).map(velocity -> new Guidance(velocity, Pullback::of));
  }

  // Â = x + (1-τ) v,  e = W∘(Y - Â),  g = eᵀ ∂Â/∂x   (theory 07.6)
  // x ← x + Δ v + Δ w g   (theory 07.7)
  /**
   * Chunks [B, D] from noise [B, D] by so many evaluations of the network, and as many ways back
   * through it.
   */
  public Operand<TFloat32> draw(
      Algebra a,
      Model model,
      Operand<TFloat32> observation,
      Operand<TFloat32> noise,
      Prefix prefix,
      int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    double length = 1.0 / steps;
    Operand<TFloat32> x = noise;
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> v = velocity.at(a, model, seen, x, i, steps);
      // Written as the method writes its own step: where nothing counts, it is that bit for bit.
      Operand<TFloat32> next = a.plus(x, a.times(length, v));
      boolean isLast = i == steps - 1;
      Operand<TFloat32> guess = isLast ? next : a.plus(x, scaled(a, 1 - (double) i / steps, v));
      Operand<TFloat32> off = a.minus(prefix.actions(), guess);
      // Carried back is linear in what is carried: the step's length is in the weights already.
      Operand<TFloat32> weights = scaled(a, length * strength(i, steps), prefix.weights());
      x = a.plus(next, jacobian.pull(a, guess, x, a.times(weights, off)));
    }
    return x;
  }

  /** Nothing is computed where nothing changes. */
  private static Operand<TFloat32> scaled(Algebra a, double factor, Operand<TFloat32> x) {
    return factor == 1 ? x : a.times(factor, x);
  }

  // w = min(β, (1-τ)/(τ r²)),  r² = (1-τ)²/(τ² + (1-τ)²),  β = 1/Δ   (theory 07.8)
  static double strength(int i, int steps) {
    double most = steps;
    if (i == 0) {
      return most;
    }
    double done = (double) i / steps;
    double left = 1 - done;
    double r2 = left * left / (done * done + left * left);
    return Math.min(most, left / (done * r2));
  }
}
