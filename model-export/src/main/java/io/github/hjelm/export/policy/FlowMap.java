package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.train.Batch;
import io.github.hjelm.export.train.Chance;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A flow map that teaches itself: a step as long as two must end where the two end (progressive
 * self-distillation, shortcut; theory 09.1). Steps of no length are taught by demonstrations, as in
 * flow matching, so no teacher is needed.
 *
 * <p>Its network is told the time s at which a step begins and the step's length d.
 */
public final class FlowMap implements Method {

  /** Lengths that are taught: 1, ½, ¼, … so many of them. Half of the last counts as none. */
  private static final int LENGTHS = 6;

  @Override
  public String name() {
    return "flow-map";
  }

  @Override
  public String summary() {
    return "flow map that distils itself: 1, 2 or 4 evaluations of one network, no teacher";
  }

  @Override
  public Inputs inputs() {
    return new Inputs(true, 2, 1);
  }

  @Override
  public List<Integer> steps() {
    return List.of(1, 2, 4);
  }

  // L = E |F(x_t, t, 0, o) - (a - z)|² + E |F(x_s, s, d, o) - sg F̄₂(x_s, s, d, o)|²
  // (theory 09.3)
  @Override
  public Operand<TFloat32> loss(Algebra a, Model model, Model average, Batch batch, Chance chance) {
    int flowing = batch.size();
    int leaping = Math.max(1, flowing / 2);
    Operand<TFloat32> t = chance.uniform(flowing, 1);
    Operand<TFloat32> flowTimes = a.beside(List.of(t, a.times(0, t)));
    Leap leap = Leap.drawn(a, chance, leaping);
    Batch part = batch.rows(a, 0, leaping);
    Operand<TFloat32> from = between(a, part, leap.start);

    // One pass for both: each row is a row of either.
    Operand<TFloat32> answer =
        model.answer(
            model.see(a.below(List.of(batch.observation(), part.observation()))),
            a.below(List.of(between(a, batch, t), from)),
            a.below(List.of(flowTimes, a.beside(List.of(leap.start, leap.length)))));
    Operand<TFloat32> v = a.rows(answer, 0, flowing);
    Operand<TFloat32> f = a.rows(answer, flowing, flowing + leaping);

    Operand<TFloat32> twoSteps = a.held(leap.twice(a, average, part, from));
    return a.plus(
        a.meanSquare(a.minus(v, a.minus(batch.chunk(), batch.noise()))),
        a.meanSquare(a.minus(f, twoSteps)));
  }

  // x_t = (1 - t) z + t a
  private static Operand<TFloat32> between(Algebra a, Batch batch, Operand<TFloat32> t) {
    return a.plus(a.times(a.oneMinus(t), batch.noise()), a.times(t, batch.chunk()));
  }

  /**
   * Steps to be learnt.
   *
   * @param start s, [B, 1]
   * @param length d, [B, 1]
   * @param told the length that the two steps are told: ½ d, or 0 where ½ d counts as none
   */
  private record Leap(Operand<TFloat32> start, Operand<TFloat32> length, Operand<TFloat32> told) {

    // d = 2^-k,  k uniform on 0 … LENGTHS-1;  s uniform on 0, d, 2d, … 1-d
    static Leap drawn(Algebra a, Chance chance, int rows) {
      var math = a.tf().math;
      Operand<TFloat32> k = math.floor(a.times(LENGTHS, chance.uniform(rows, 1)));
      Operand<TFloat32> length = a.exp(a.times(-Math.log(2), k));
      Operand<TFloat32> which = math.floor(a.over(chance.uniform(rows, 1), length));
      Operand<TFloat32> last = math.floor(a.times(1.0 / (LENGTHS - 1), k));
      return new Leap(
          a.times(which, length), length, a.times(a.times(0.5, length), a.oneMinus(last)));
    }

    // F̄₂ = ½ F̄(x, s, ½d) + ½ F̄(x + ½d F̄(x, s, ½d), s + ½d, ½d)   (theory 09.2)
    Operand<TFloat32> twice(Algebra a, Model average, Batch batch, Operand<TFloat32> x) {
      List<Operand<TFloat32>> seen = average.see(batch.observation());
      Operand<TFloat32> half = a.times(0.5, length);
      Operand<TFloat32> one = average.answer(seen, x, a.beside(List.of(start, told)));
      Operand<TFloat32> midway = a.plus(x, a.times(half, one));
      Operand<TFloat32> middle = a.plus(start, half);
      Operand<TFloat32> two = average.answer(seen, midway, a.beside(List.of(middle, told)));
      return a.times(0.5, a.plus(one, two));
    }
  }

  // x ← x + (1/n) F(x, i/n, 1/n, o)   (theory 09.4)
  @Override
  public Operand<TFloat32> draw(
      Algebra a, Model model, Operand<TFloat32> observation, Operand<TFloat32> noise, int steps) {
    List<Operand<TFloat32>> seen = model.see(observation);
    double length = 1.0 / steps;
    Operand<TFloat32> x = noise;
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> f = model.answer(seen, x, a.row(i * length, length));
      x = a.plus(x, a.times(length, f));
    }
    return x;
  }
}
