package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The whole way in one evaluation: what the teacher makes of a noise, learnt by heart from pairs
 * (theory 10.1). Further evaluations polish: the same network has learnt to take a little noise off
 * a chunk, and what the first evaluation left between two ways goes to the nearer (theory 10.5).
 */
public final class OneStep implements Method {

  /** What the network is told when it is to go the whole way; a level of noise otherwise. */
  private static final double WHOLE = 1;

  /** The most noise that polishing has learnt to take off. */
  private static final double MOST = 0.5;

  /** Levels at which an answer is polished, by the number of evaluations. */
  private static final List<List<Double>> POLISH =
      List.of(List.of(), List.of(0.2), List.of(0.3, 0.15), List.of(0.3, 0.2, 0.1));

  @Override
  public String name() {
    return "one-step";
  }

  @Override
  public String summary() {
    return "one evaluation, trained on the teacher's own pairs; 2 or 4 polish its answer";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 1, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1, 2, 4);
  }

  // L = E huber(μ(z, o) - a(z, o)) + E huber(D(a + σε, σ, o) - a),  a what the teacher's flow makes
  // of z,  σ uniform up to 0.5   (theory 10.1, 10.5)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    int whole = batch.size();
    int polished = Math.max(1, whole / 2);
    Operand<TFloat32> chunk = a.rows(batch.chunk(), 0, polished);
    Operand<TFloat32> sigma = a.times(MOST, chance.uniform(polished, 1));
    Operand<TFloat32> spoilt =
        a.plus(chunk, a.times(sigma, chance.normal(polished, model.shape().chunkSize())));
    Operand<TFloat32> observation = batch.observation();

    // One pass for both.
    Operand<TFloat32> answer =
        model.answer(
            model.see(a.below(List.of(observation, a.rows(observation, 0, polished)))),
            a.below(List.of(batch.noise(), spoilt)),
            a.below(List.of(a.plus(a.times(0, chance.uniform(whole, 1)), WHOLE), sigma)));
    Operand<TFloat32> off = a.minus(a.rows(answer, 0, whole), batch.chunk());
    Operand<TFloat32> left = a.minus(a.rows(answer, whole, whole + polished), chunk);
    return a.plus(
        PseudoHuber.mean(a, off, PseudoHuber.OF_ANSWERS),
        PseudoHuber.mean(a, left, PseudoHuber.OF_ANSWERS));
  }

  // a₀ = μ(z, o),  a_i = D(a_{i-1}, σ_i, o)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    Operand<TFloat32> chunk = model.answer(seen, noise, a.row(WHOLE));
    for (double sigma : POLISH.get(steps - 1)) {
      chunk = model.answer(seen, chunk, a.row(sigma));
    }
    return chunk;
  }
}
