package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Conditional flow matching: a velocity that carries noise to chunks along straight lines (theory
 * 07.2). Trained on pairs that a teacher's flow connects, it is rectified flow (theory 07.4): the
 * lines cross less, and fewer steps are enough.
 */
public final class FlowMatching implements Method {

  private final String name;
  private final String summary;
  private final boolean onPairs;

  private FlowMatching(String name, String summary, boolean onPairs) {
    this.name = name;
    this.summary = summary;
    this.onPairs = onPairs;
  }

  /** Trained on demonstrations. */
  public static FlowMatching onDemonstrations() {
    return new FlowMatching("flow", "conditional flow matching on demonstrations", false);
  }

  /** Trained on pairs of noise and what the teacher makes of it. */
  public static FlowMatching onPairs() {
    return new FlowMatching(
        "reflow", "rectified flow: flow matching on the teacher's own pairs", true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 1, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1, 2, 4);
  }

  // x_t = (1 - t) z + t a,   L = E |v(x_t, t, o) - (a - z)|²   (theory 07.1)
  // On pairs the noise alone decides where a line ends: t = u², so that most is learnt of the
  // beginning, and pseudo-Huber, which prefers one way to the middle of two (theory 07.4).
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    Operand<TFloat32> u = chance.uniform(batch.size(), 1);
    Operand<TFloat32> t = onPairs ? a.square(u) : u;
    Operand<TFloat32> x = a.plus(a.times(a.oneMinus(t), batch.noise()), a.times(t, batch.chunk()));
    Operand<TFloat32> v = model.answer(model.see(batch.observation()), x, t);
    Operand<TFloat32> error = a.minus(v, a.minus(batch.chunk(), batch.noise()));
    return onPairs ? PseudoHuber.mean(a, error, PseudoHuber.OF_ANSWERS) : a.meanSquare(error);
  }

  // x ← x + (1/n) v(x, i/n, o)   (theory 07.3)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    Operand<TFloat32> x = noise;
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> v = model.answer(seen, x, a.row((double) i / steps));
      x = a.plus(x, a.times(1.0 / steps, v));
    }
    return x;
  }
}
