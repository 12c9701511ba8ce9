package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Learns where the teacher's probability-flow ODE leads from any noise level to any lower one (a
 * consistency trajectory model, distilled locally; theory 08.1).
 *
 * <p>Its network is told ¼ ln σ and s/σ: the level where a jump begins, and which part of it is
 * left where the jump ends.
 */
public final class ConsistencyDistillation implements Method {

  /** Levels of the grid on which the teacher makes its steps. */
  private static final int LEVELS = 40;

  /** c of pseudo-Huber, per number of a chunk: below it errors count squared, above it by size. */
  private static final double HUBER = 0.00054;

  /** How often the level of what is denoised is one of the upper part of the grid, and which. */
  private static final double FROM_GRID = 0.5;

  private static final double UPPER_GRID = 0.7;

  private final Teacher teacher;
  private final Edm edm;

  public ConsistencyDistillation(Teacher teacher) {
    this.teacher = teacher;
    edm = teacher.diffusion().edm();
  }

  @Override
  public String name() {
    return "consistency";
  }

  @Override
  public String summary() {
    return "consistency distillation of the teacher: 1, 2 or 4 jumps along its ODE";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 2, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1, 2, 4);
  }

  // L = E huber(Ḡ(G(x_t, t, s), s, 0) - sg Ḡ(Ḡ(x_u, u, s), s, 0)) + E λ(σ) |g(x_σ, σ, σ) - a|²
  // (theory 08.3)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    // One half of the rows jumps, the other is denoised: no row is paid for twice.
    int half = Math.max(1, batch.size() / 2);
    int denoised = Math.min(half, batch.size() - 1);
    return a.plus(
        jumping(a, model, average, batch.rows(a, 0, half), chance),
        denoising(a, model, batch.rows(a, denoised, batch.size()), chance));
  }

  private Operand<TFloat32> jumping(
      Algebra a, Model model, Model average, Batch batch, Chance chance) {
    int whole = batch.size() / 2;
    int rows = batch.size();
    List<Operand<TFloat32>> averageSeen = average.see(batch.observation());
    Jump jump = jump(a, chance, rows, whole);
    Operand<TFloat32> x = a.plus(batch.chunk(), a.times(jump.from, batch.noise()));
    List<Operand<TFloat32>> seen = model.see(batch.observation());
    Operand<TFloat32> there = jumped(a, model, seen, x, jump.from, jump.to);

    Model frozen = teacher.model(a);
    Operand<TFloat32> near =
        teacher
            .diffusion()
            .heun(a, frozen, frozen.see(batch.observation()), x, jump.from, jump.next);
    Operand<TFloat32> target = a.held(jumped(a, average, averageSeen, near, jump.next, jump.to));

    // What jumped the whole way is at its end already.
    List<Operand<TFloat32>> rest = average.see(a.rows(batch.observation(), whole, rows));
    Operand<TFloat32> to = a.rows(jump.to, whole, rows);
    Operand<TFloat32> end = guess(a, average, rest, a.rows(there, whole, rows), to, a.times(0, to));
    Operand<TFloat32> targetEnd =
        a.held(guess(a, average, rest, a.rows(target, whole, rows), to, a.times(0, to)));
    Operand<TFloat32> error =
        a.below(
            List.of(
                a.minus(a.rows(there, 0, whole), a.rows(target, 0, whole)),
                a.minus(end, targetEnd)));
    return PseudoHuber.mean(a, error, HUBER);
  }

  /**
   * What is learnt by a row: from one level to another, by way of the level next to the first.
   *
   * @param from t, [B, 1]
   * @param next u, the next lower level of the grid
   * @param to s ≤ u: 0 in the first rows, a level of the grid in the others
   */
  private record Jump(Operand<TFloat32> from, Operand<TFloat32> next, Operand<TFloat32> to) {}

  // t = σ_i, u = σ_{i+1}, i uniform;  s = 0, or σ_j, j uniform on i+1 … N-1
  private Jump jump(Algebra a, Chance chance, int rows, int whole) {
    var math = a.tf().math;
    int last = LEVELS - 1;
    Operand<TFloat32> i = math.floor(a.times(last, chance.uniform(rows, 1)));
    Operand<TFloat32> next = a.plus(i, 1);
    Operand<TFloat32> left = a.minus(a.number(LEVELS), next);
    Operand<TFloat32> j = a.plus(next, math.floor(a.times(left, chance.uniform(rows, 1))));
    Operand<TFloat32> level = edm.level(a, a.times(1.0 / last, j));
    return new Jump(
        edm.level(a, a.times(1.0 / last, i)),
        edm.level(a, a.times(1.0 / last, next)),
        a.below(List.of(a.times(0, a.rows(level, 0, whole)), a.rows(level, whole, rows))));
  }

  // G(x, σ, s) = (s/σ) x + (1 - s/σ) g(x, σ, s)   (theory 08.1)
  private Operand<TFloat32> jumped(
      Algebra a,
      Model model,
      List<Operand<TFloat32>> seen,
      Operand<TFloat32> x,
      Operand<TFloat32> from,
      Operand<TFloat32> to) {
    Operand<TFloat32> kept = a.over(to, from);
    Operand<TFloat32> g = guess(a, model, seen, x, from, kept);
    return a.plus(a.times(kept, x), a.times(a.oneMinus(kept), g));
  }

  // g(x, σ, s) = c_skip x + c_out F(c_in x, ¼ ln σ, s/σ)   (theory 08.2)
  private Operand<TFloat32> guess(
      Algebra a,
      Model model,
      List<Operand<TFloat32>> seen,
      Operand<TFloat32> x,
      Operand<TFloat32> from,
      Operand<TFloat32> kept) {
    Operand<TFloat32> told = a.beside(List.of(Edm.noiseFeature(a, from), kept));
    return edm.denoised(a, model, seen, x, from, told);
  }

  // λ(σ) |g(a + σ z, σ, σ) - a|²: half of the levels from the upper grid, half as the teacher's
  private Operand<TFloat32> denoising(Algebra a, Model model, Batch batch, Chance chance) {
    int rows = batch.size();
    List<Operand<TFloat32>> seen = model.see(batch.observation());
    Operand<TFloat32> drawn = chance.normal(rows, 1);
    Operand<TFloat32> low = a.exp(a.plus(a.times(Edm.LOG_DEVIATION, drawn), Edm.LOG_MEAN));
    Operand<TFloat32> high = edm.level(a, a.times(UPPER_GRID, chance.uniform(rows, 1)));
    Operand<TFloat32> which = a.tf().math.floor(a.plus(chance.uniform(rows, 1), FROM_GRID));
    Operand<TFloat32> sigma = a.plus(a.times(which, high), a.times(a.oneMinus(which), low));
    Operand<TFloat32> x = a.plus(batch.chunk(), a.times(sigma, batch.noise()));
    Operand<TFloat32> whole = a.plus(a.times(0, sigma), 1);
    Operand<TFloat32> g = guess(a, model, seen, x, sigma, whole);
    Operand<TFloat32> error = a.square(a.minus(g, batch.chunk()));
    return a.mean(a.times(edm.weight(a, sigma), error));
  }

  // x ← G(x, σ_i, σ_{i+1}),  σ_i where i/n of the grid is done,  σ_n = 0   (theory 08.6)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    double[] grid = edm.levels(LEVELS);
    Operand<TFloat32> x = a.times(edm.most(), noise);
    for (int i = 0; i < steps; i++) {
      double from = grid[LEVELS * i / steps];
      double to = grid[LEVELS * (i + 1) / steps];
      Operand<TFloat32> told = a.row(0.25 * Math.log(from), to / from);
      Operand<TFloat32> g = edm.denoised(a, model, seen, x, a.row(from), told);
      x = a.plus(a.times(to / from, x), a.times(1 - to / from, g));
    }
    return x;
  }
}
