package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The whole way in one evaluation: what the teacher makes of a noise, learnt by heart from pairs
 * (theory 10.1). What it answers to a noise of its own it mends as the teacher would, so that it is
 * drawn to the ways and not between them (theory 10.6).
 *
 * <p>Further evaluations polish: the same network has learnt to take a little noise off a chunk,
 * and what the first evaluation left between two ways goes to the nearer (theory 10.5).
 */
public final class OneStep implements Method {

  /** What the network is told when it is to go the whole way; a level of noise otherwise. */
  private static final double WHOLE = 1;

  /** The most noise that polishing has learnt to take off. */
  private static final double MOST = 0.5;

  /** Levels at which an answer is polished, by the number of evaluations. */
  private static final Map<Integer, List<Double>> POLISH =
      Map.of(1, List.of(), 2, List.of(0.2), 4, List.of(0.2, 0.15, 0.1));

  /** How noisy the teacher takes an answer to be that it mends: little, so as to pick no way. */
  private static final double MENDED = 0.15;

  /** What a mended answer counts beside a pair. */
  private static final double MENDED_WEIGHT = 0.5;

  private final Teacher teacher;

  public OneStep(Teacher teacher) {
    this.teacher = teacher;
  }

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
    return POLISH.keySet().stream().sorted().toList();
  }

  // L = E huber(μ(z, o) - a(z, o)) + E huber(D(a + σε, σ, o) - a)
  //   + ½ E huber(μ(z', o) - sg D_teacher(μ(z', o), 0.15, o)),
  //   a what the teacher's flow makes of z,  σ uniform up to 0.5   (theory 10.1, 10.5, 10.6)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    int whole = batch.size();
    int half = Math.max(1, whole / 2);
    int width = model.shape().chunkSize();
    Operand<TFloat32> chunk = a.rows(batch.chunk(), 0, half);
    Operand<TFloat32> sigma = a.times(MOST, chance.uniform(half, 1));
    Operand<TFloat32> spoilt = a.plus(chunk, a.times(sigma, chance.normal(half, width)));
    Operand<TFloat32> first = a.rows(batch.observation(), 0, half);
    Operand<TFloat32> last = a.rows(batch.observation(), whole - half, whole);

    // One pass for all three.
    Operand<TFloat32> answer =
        model.answer(
            model.see(a.below(List.of(batch.observation(), first, last))),
            a.below(List.of(batch.noise(), spoilt, chance.normal(half, width))),
            a.below(List.of(wholeWay(a, whole), sigma, wholeWay(a, half))));
    Operand<TFloat32> off = a.minus(a.rows(answer, 0, whole), batch.chunk());
    Operand<TFloat32> left = a.minus(a.rows(answer, whole, whole + half), chunk);
    Operand<TFloat32> own = a.rows(answer, whole + half, whole + 2 * half);
    Operand<TFloat32> unmended = a.minus(own, a.held(mended(a, last, own)));
    return a.plus(
        a.plus(
            PseudoHuber.mean(a, off, PseudoHuber.OF_ANSWERS),
            PseudoHuber.mean(a, left, PseudoHuber.OF_ANSWERS)),
        a.times(MENDED_WEIGHT, PseudoHuber.mean(a, unmended, PseudoHuber.OF_ANSWERS)));
  }

  private static Operand<TFloat32> wholeWay(Algebra a, int rows) {
    return a.tf().fill(a.tf().constant(new int[] {rows, 1}), a.number(WHOLE));
  }

  private Operand<TFloat32> mended(
      Algebra a, Operand<TFloat32> observation, Operand<TFloat32> chunk) {
    Model frozen = teacher.model(a);
    Edm edm = teacher.diffusion().edm();
    return edm.denoised(a, frozen, frozen.see(observation), chunk, a.row(MENDED));
  }

  // a₀ = μ(z, o),  a_i = D(a_{i-1}, σ_i, o)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    Operand<TFloat32> chunk = model.answer(seen, noise, a.row(WHOLE));
    for (double sigma : Objects.requireNonNull(POLISH.get(steps))) {
      chunk = model.answer(seen, chunk, a.row(sigma));
    }
    return chunk;
  }
}
