package io.github.hjelm.export.hjb.solver;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Computes slabs of a stage until none is left. Owned by one thread while a stage runs. */
final class SlabWorker {

  private final GridProblem problem;
  private final Lines lines;
  private final LineHamiltonian hamiltonian;
  private final ValueBounds bounds;
  private final @Nullable SecondOrder secondOrder;
  private final SlabGradient gradient;
  private final int slicesPerSlab;
  private final double[][] arrivals;
  private final double growth;
  private final double[] h;
  private final double[] scratch;
  private double change;

  /**
   * A worker.
   *
   * @param arrivals per line when V first was zero, or empty
   */
  SlabWorker(
      GridProblem problem,
      Lines lines,
      LineHamiltonian hamiltonian,
      ValueBounds bounds,
      @Nullable SecondOrder secondOrder,
      SlabGradient gradient,
      int slicesPerSlab,
      double[][] arrivals) {
    this.problem = problem;
    this.lines = lines;
    this.hamiltonian = hamiltonian;
    this.bounds = bounds;
    this.secondOrder = secondOrder;
    this.gradient = gradient;
    this.slicesPerSlab = slicesPerSlab;
    this.arrivals = arrivals;
    growth = problem.terms().decay() - problem.terms().discount();
    h = new double[lines.length()];
    scratch = new double[lines.length()];
  }

  /** The largest |ΔV| of the lines that this worker did in a last stage; NaN if any is. */
  double change() {
    return change;
  }

  /** Takes slabs by their number. */
  void work(Stage stage, AtomicInteger nextSlab) {
    change = 0;
    while (true) {
      int first = nextSlab.getAndIncrement() * slicesPerSlab;
      if (first >= lines.slices()) {
        return;
      }
      int end = Math.min(lines.slices(), first + slicesPerSlab);
      gradient.slab(stage.from(), first, end);
      for (int slice = first; slice < end; slice++) {
        slice(stage, slice, first);
      }
    }
  }

  private void slice(Stage stage, int slice, int first) {
    gradient.slice(stage.from(), slice);
    int line = slice * lines.linesPerSlice();
    for (int end = line + lines.linesPerSlice(); line < end; line++) {
      gradient.line(stage.from(), line, first);
      hamiltonian.evaluate(line, gradient.mean(), gradient.half(), h, scratch);
      if (secondOrder != null) {
        secondOrder.add(stage.from(), line, h);
      }
      if (growth != 0) {
        LineMath.addMultiple(growth, stage.from()[line], h);
      }
      update(stage, line);
    }
  }

  private void update(Stage stage, int line) {
    double[] out = stage.to(line);
    double[] old = stage.old(line);
    LineMath.euler(stage.from()[line], stage.eulerS(), h, out);
    if (stage.share() > 0) {
      LineMath.mix(stage.share(), old, out);
    }
    if (problem.tube() == Tube.FREEZE) {
      LineMath.least(out, old);
    }
    bounds.apply(line, stage.timeS(), out, scratch);
    if (stage.last()) {
      change = LineMath.largestChange(out, old, change);
      if (arrivals.length > 0) {
        arrive(stage, arrivals[line], old, out);
      }
    }
  }

  /** Where V passes zero within this step, by the straight line between its ends. */
  private static void arrive(Stage stage, double[] arrival, double[] before, double[] after) {
    for (int i = 0; i < arrival.length; i++) {
      if (arrival[i] == Double.POSITIVE_INFINITY && after[i] <= 0) {
        arrival[i] = stage.beganS() + stage.stepS() * before[i] / (before[i] - after[i]);
      }
    }
  }
}
