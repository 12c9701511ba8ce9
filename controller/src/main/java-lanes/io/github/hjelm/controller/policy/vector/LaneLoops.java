package io.github.hjelm.controller.policy.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of a few rows with one panel of a matrix, in vector registers. A panel is a group of
 * neighbouring columns, two or four vectors wide; its weights lie in the order in which they are
 * read. Sums stay in registers until a row is finished.
 *
 * <p>What is so much alike cannot be shared: a sum that is handed to another method is an object,
 * and objects are what a call may not make.
 *
 * <p>Only where the module jdk.incubator.vector is: nothing here may be touched elsewhere. Compiled
 * apart, because no release of the language knows that module.
 */
final class LaneLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private LaneLoops() {}

  /** Floats in a vector register of this machine. */
  static int lanes() {
    return LANES;
  }

  /** One row, four vectors of columns: out = addend + x·W. */
  static void oneByFour(
      float[] x,
      int xAt,
      int inputs,
      float[] weights,
      int panelAt,
      float[] addend,
      int addendAt,
      float[] out,
      int outAt) {
    FloatVector a = FloatVector.fromArray(SPECIES, addend, addendAt);
    FloatVector b = FloatVector.fromArray(SPECIES, addend, addendAt + LANES);
    FloatVector c = FloatVector.fromArray(SPECIES, addend, addendAt + 2 * LANES);
    FloatVector d = FloatVector.fromArray(SPECIES, addend, addendAt + 3 * LANES);
    int at = panelAt;
    for (int i = 0; i < inputs; i++) {
      FloatVector xi = FloatVector.broadcast(SPECIES, x[xAt + i]);
      a = xi.fma(FloatVector.fromArray(SPECIES, weights, at), a);
      b = xi.fma(FloatVector.fromArray(SPECIES, weights, at + LANES), b);
      c = xi.fma(FloatVector.fromArray(SPECIES, weights, at + 2 * LANES), c);
      d = xi.fma(FloatVector.fromArray(SPECIES, weights, at + 3 * LANES), d);
      at += 4 * LANES;
    }
    a.intoArray(out, outAt);
    b.intoArray(out, outAt + LANES);
    c.intoArray(out, outAt + 2 * LANES);
    d.intoArray(out, outAt + 3 * LANES);
  }

  /** One row, two vectors of columns; two sums each, so that additions need not wait. */
  static void oneByTwo(
      float[] x,
      int xAt,
      int inputs,
      float[] weights,
      int panelAt,
      float[] addend,
      int addendAt,
      float[] out,
      int outAt) {
    FloatVector a = FloatVector.fromArray(SPECIES, addend, addendAt);
    FloatVector b = FloatVector.fromArray(SPECIES, addend, addendAt + LANES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int at = panelAt;
    int i = 0;
    for (; i < inputs - 1; i += 2) {
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[xAt + i]);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[xAt + i + 1]);
      a = x0.fma(FloatVector.fromArray(SPECIES, weights, at), a);
      b = x0.fma(FloatVector.fromArray(SPECIES, weights, at + LANES), b);
      c = x1.fma(FloatVector.fromArray(SPECIES, weights, at + 2 * LANES), c);
      d = x1.fma(FloatVector.fromArray(SPECIES, weights, at + 3 * LANES), d);
      at += 4 * LANES;
    }
    if (i < inputs) {
      FloatVector last = FloatVector.broadcast(SPECIES, x[xAt + i]);
      a = last.fma(FloatVector.fromArray(SPECIES, weights, at), a);
      b = last.fma(FloatVector.fromArray(SPECIES, weights, at + LANES), b);
    }
    a.add(c).intoArray(out, outAt);
    b.add(d).intoArray(out, outAt + LANES);
  }

  /**
   * Four rows, two vectors of columns: each weight is loaded once for four candidates.
   *
   * @param xStride floats from one row of x to the next, as the other strides
   */
  static void fourByTwo(
      float[] x,
      int xAt,
      int xStride,
      int inputs,
      float[] weights,
      int panelAt,
      float[] addend,
      int addendAt,
      int addendStride,
      float[] out,
      int outAt,
      int outStride) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, addend, addendAt);
    FloatVector b0 = FloatVector.fromArray(SPECIES, addend, addendAt + LANES);
    FloatVector a1 = FloatVector.fromArray(SPECIES, addend, addendAt + addendStride);
    FloatVector b1 = FloatVector.fromArray(SPECIES, addend, addendAt + addendStride + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, addend, addendAt + 2 * addendStride);
    FloatVector b2 = FloatVector.fromArray(SPECIES, addend, addendAt + 2 * addendStride + LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, addend, addendAt + 3 * addendStride);
    FloatVector b3 = FloatVector.fromArray(SPECIES, addend, addendAt + 3 * addendStride + LANES);
    int x1 = xAt + xStride;
    int x2 = x1 + xStride;
    int x3 = x2 + xStride;
    int at = panelAt;
    for (int i = 0; i < inputs; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, weights, at);
      FloatVector w1 = FloatVector.fromArray(SPECIES, weights, at + LANES);
      at += 2 * LANES;
      FloatVector xi = FloatVector.broadcast(SPECIES, x[xAt + i]);
      a0 = xi.fma(w0, a0);
      b0 = xi.fma(w1, b0);
      xi = FloatVector.broadcast(SPECIES, x[x1 + i]);
      a1 = xi.fma(w0, a1);
      b1 = xi.fma(w1, b1);
      xi = FloatVector.broadcast(SPECIES, x[x2 + i]);
      a2 = xi.fma(w0, a2);
      b2 = xi.fma(w1, b2);
      xi = FloatVector.broadcast(SPECIES, x[x3 + i]);
      a3 = xi.fma(w0, a3);
      b3 = xi.fma(w1, b3);
    }
    a0.intoArray(out, outAt);
    b0.intoArray(out, outAt + LANES);
    a1.intoArray(out, outAt + outStride);
    b1.intoArray(out, outAt + outStride + LANES);
    a2.intoArray(out, outAt + 2 * outStride);
    b2.intoArray(out, outAt + 2 * outStride + LANES);
    a3.intoArray(out, outAt + 3 * outStride);
    b3.intoArray(out, outAt + 3 * outStride + LANES);
  }

  /** Four rows, four vectors of columns: sixteen sums, for machines with thirty-two registers. */
  static void fourByFour(
      float[] x,
      int xAt,
      int xStride,
      int inputs,
      float[] weights,
      int panelAt,
      float[] addend,
      int addendAt,
      int addendStride,
      float[] out,
      int outAt,
      int outStride) {
    int r1 = addendAt + addendStride;
    int r2 = r1 + addendStride;
    int r3 = r2 + addendStride;
    FloatVector a0 = FloatVector.fromArray(SPECIES, addend, addendAt);
    FloatVector b0 = FloatVector.fromArray(SPECIES, addend, addendAt + LANES);
    FloatVector c0 = FloatVector.fromArray(SPECIES, addend, addendAt + 2 * LANES);
    FloatVector d0 = FloatVector.fromArray(SPECIES, addend, addendAt + 3 * LANES);
    FloatVector a1 = FloatVector.fromArray(SPECIES, addend, r1);
    FloatVector b1 = FloatVector.fromArray(SPECIES, addend, r1 + LANES);
    FloatVector c1 = FloatVector.fromArray(SPECIES, addend, r1 + 2 * LANES);
    FloatVector d1 = FloatVector.fromArray(SPECIES, addend, r1 + 3 * LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, addend, r2);
    FloatVector b2 = FloatVector.fromArray(SPECIES, addend, r2 + LANES);
    FloatVector c2 = FloatVector.fromArray(SPECIES, addend, r2 + 2 * LANES);
    FloatVector d2 = FloatVector.fromArray(SPECIES, addend, r2 + 3 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, addend, r3);
    FloatVector b3 = FloatVector.fromArray(SPECIES, addend, r3 + LANES);
    FloatVector c3 = FloatVector.fromArray(SPECIES, addend, r3 + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(SPECIES, addend, r3 + 3 * LANES);
    int x1 = xAt + xStride;
    int x2 = x1 + xStride;
    int x3 = x2 + xStride;
    int at = panelAt;
    for (int i = 0; i < inputs; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, weights, at);
      FloatVector w1 = FloatVector.fromArray(SPECIES, weights, at + LANES);
      FloatVector w2 = FloatVector.fromArray(SPECIES, weights, at + 2 * LANES);
      FloatVector w3 = FloatVector.fromArray(SPECIES, weights, at + 3 * LANES);
      at += 4 * LANES;
      FloatVector xi = FloatVector.broadcast(SPECIES, x[xAt + i]);
      a0 = xi.fma(w0, a0);
      b0 = xi.fma(w1, b0);
      c0 = xi.fma(w2, c0);
      d0 = xi.fma(w3, d0);
      xi = FloatVector.broadcast(SPECIES, x[x1 + i]);
      a1 = xi.fma(w0, a1);
      b1 = xi.fma(w1, b1);
      c1 = xi.fma(w2, c1);
      d1 = xi.fma(w3, d1);
      xi = FloatVector.broadcast(SPECIES, x[x2 + i]);
      a2 = xi.fma(w0, a2);
      b2 = xi.fma(w1, b2);
      c2 = xi.fma(w2, c2);
      d2 = xi.fma(w3, d2);
      xi = FloatVector.broadcast(SPECIES, x[x3 + i]);
      a3 = xi.fma(w0, a3);
      b3 = xi.fma(w1, b3);
      c3 = xi.fma(w2, c3);
      d3 = xi.fma(w3, d3);
    }
    int o1 = outAt + outStride;
    int o2 = o1 + outStride;
    int o3 = o2 + outStride;
    a0.intoArray(out, outAt);
    b0.intoArray(out, outAt + LANES);
    c0.intoArray(out, outAt + 2 * LANES);
    d0.intoArray(out, outAt + 3 * LANES);
    a1.intoArray(out, o1);
    b1.intoArray(out, o1 + LANES);
    c1.intoArray(out, o1 + 2 * LANES);
    d1.intoArray(out, o1 + 3 * LANES);
    a2.intoArray(out, o2);
    b2.intoArray(out, o2 + LANES);
    c2.intoArray(out, o2 + 2 * LANES);
    d2.intoArray(out, o2 + 3 * LANES);
    a3.intoArray(out, o3);
    b3.intoArray(out, o3 + LANES);
    c3.intoArray(out, o3 + 2 * LANES);
    d3.intoArray(out, o3 + 3 * LANES);
  }
}
