package io.github.hjelm.export.train;

import io.github.hjelm.export.network.Algebra;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Random numbers inside a graph that are a function of a seed and a count that are fed: the same
 * step draws the same numbers, whether training was interrupted or not.
 */
public final class Chance {

  private final Algebra a;
  private final Operand<TInt64> draw;
  private long streams;

  /**
   * Draws from a seed.
   *
   * @param draw two numbers: the seed and the count
   */
  public Chance(Algebra a, Operand<TInt64> draw) {
    this.a = a;
    this.draw = draw;
  }

  /** Independent standard normals. */
  public Operand<TFloat32> normal(long... shape) {
    return a.tf().random.statelessRandomNormal(a.tf().constant(shape), nextStream());
  }

  /** Independent standard normals in a shape that is known when the graph runs. */
  public Operand<TFloat32> normal(Operand<TInt32> shape) {
    return a.tf().random.statelessRandomNormal(shape, nextStream());
  }

  /** Uniform on [0, 1). */
  public Operand<TFloat32> uniform(long... shape) {
    return a.tf().random.statelessRandomUniform(a.tf().constant(shape), nextStream());
  }

  /** Uniform among 0 … end-1. */
  public Operand<TInt32> index(int end, long... shape) {
    return a.tf()
        .random
        .statelessRandomUniformInt(
            a.tf().constant(shape), nextStream(), a.tf().constant(0), a.tf().constant(end));
  }

  private Operand<TInt64> nextStream() {
    streams++;
    // An odd factor far from every seed in use keeps streams of neighbouring seeds apart.
    long shift = streams * 0x9E37_79B9_7F4AL;
    return a.tf().math.add(draw, a.tf().constant(new long[] {shift, 0}));
  }
}
