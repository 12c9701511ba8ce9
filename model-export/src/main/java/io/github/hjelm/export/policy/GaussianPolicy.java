package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Baseline: a mean and a spread for each number of a chunk, and nothing else (theory 10.4). It can
 * be wide where there are two ways, but not be in two places.
 */
public final class GaussianPolicy implements Method {

  /** Bounds of ln std: the likelihood of a number that never changes has no maximum without. */
  private static final double LEAST_LOG = -5;

  private static final double MOST_LOG = 1;

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String summary() {
    return "a mean and a spread for each number of a chunk";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(false, 0, 2);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1);
  }

  // L = E ½ ((a - μ(o))/s(o))² + ln s(o)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    Operand<TFloat32> answer = model.answer(model.see(batch.observation()), null, null);
    Operand<TFloat32> logSpread = logSpread(a, model, answer);
    Operand<TFloat32> off =
        a.over(a.minus(batch.chunk(), mean(a, model, answer)), a.exp(logSpread));
    return a.mean(a.plus(a.times(0.5, a.square(off)), logSpread));
  }

  // μ(o) + s(o) z
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    Operand<TFloat32> answer = model.answer(model.see(observation), null, null);
    Operand<TFloat32> spread = a.exp(logSpread(a, model, answer));
    return a.plus(mean(a, model, answer), a.times(spread, noise));
  }

  private static Operand<TFloat32> mean(Algebra a, Model model, Operand<TFloat32> answer) {
    return a.columns(answer, 0, model.shape().chunkSize());
  }

  // ln s = low + ½ (high - low) (1 + tanh y): a bound that still has a slope behind it
  private static Operand<TFloat32> logSpread(Algebra a, Model model, Operand<TFloat32> answer) {
    int d = model.shape().chunkSize();
    double half = 0.5 * (MOST_LOG - LEAST_LOG);
    Operand<TFloat32> bounded = a.tf().math.tanh(a.columns(answer, d, 2 * d));
    return a.plus(a.times(half, bounded), LEAST_LOG + half);
  }
}
