package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Lax-Friedrichs Hamiltonian of a control-affine robot along lines of nodes (theory 01.8),
 * running costs included:
 *
 * <p>Ĥ = Σᵢ f̃ᵢ p̄ᵢ + Σⱼ sⱼ |Σᵢ gᵢⱼ p̄ᵢ| + c + Σᵢ αᵢ (pᵢ⁺ - pᵢ⁻)/2.
 *
 * <p>Coefficients that are zero at every node take no part. Immutable, for any number of threads.
 */
final class LineHamiltonian {

  private final @Nullable CoefficientTable[] drift;
  private final @Nullable CoefficientTable[] bound;
  private final List<Input> inputs = new ArrayList<>();

  /** What does not depend on ∇V. */
  private final @Nullable CoefficientTable running;

  private final boolean localLocal;

  /**
   * One control or disturbance.
   *
   * @param gains per axis, null where it never acts
   * @param curvature q of its cost, null where it costs nothing
   * @param slope b of its cost, null where it is zero
   */
  private record Input(
      int sign,
      List<@Nullable CoefficientTable> gains,
      @Nullable CoefficientTable curvature,
      @Nullable CoefficientTable slope) {

    boolean acts() {
      return curvature != null || gains.stream().anyMatch(gain -> gain != null);
    }

    double gain(int axis, int line, int i) {
      CoefficientTable gain = gains.get(axis);
      return gain == null ? 0 : gain.row(line)[i];
    }
  }

  LineHamiltonian(GridProblem problem, Dissipation dissipation) {
    Grid grid = problem.grid();
    int n = grid.dimensions();
    Terms terms = problem.terms();
    AffineCoefficients affine = new AffineCoefficients(problem.robot(), terms.boxes());
    @Nullable CoefficientTable[] tables = CoefficientTable.all(grid, affine);
    drift = Arrays.copyOf(tables, n);
    int m = terms.controlWeights().size();
    // Every table costs a look at every node, so none is made in vain.
    @Nullable CoefficientTable[] costs =
        m == 0
            ? new @Nullable CoefficientTable[0]
            : CoefficientTable.all(grid, new ControlCosts(affine, terms.controlWeights()));
    for (int input = 0; input < affine.inputs(); input++) {
      int sign = problem.game().controlSign() * (affine.isControl(input) ? 1 : -1);
      List<@Nullable CoefficientTable> gains =
          Arrays.asList(Arrays.copyOfRange(tables, (1 + input) * n, (2 + input) * n));
      Input made =
          input < m
              ? new Input(sign, gains, costs[input], costs[m + input])
              : new Input(sign, gains, null, null);
      if (made.acts()) {
        inputs.add(made);
      }
    }
    bound = bounds(grid, new Bounds(affine, n), dissipation);
    running =
        m == 0 && terms.runningCost().isEmpty()
            ? null
            : running(problem, new ControlCosts(affine, terms.controlWeights()));
    localLocal = dissipation == Dissipation.LOCAL_LOCAL;
  }

  private static @Nullable CoefficientTable[] bounds(
      Grid grid, Bounds bounds, Dissipation dissipation) {
    @Nullable CoefficientTable[] local = CoefficientTable.all(grid, bounds);
    if (dissipation != Dissipation.GLOBAL) {
      return local;
    }
    @Nullable CoefficientTable[] global = new @Nullable CoefficientTable[local.length];
    for (int axis = 0; axis < local.length; axis++) {
      CoefficientTable table = local[axis];
      if (table != null) {
        double largest = table.largestMagnitude();
        global[axis] = CoefficientTable.of(grid, new boolean[local.length], x -> largest);
      }
    }
    return global;
  }

  // c(x) and what the middle of the control box costs; whoever maximises counts costs as negative.
  private static @Nullable CoefficientTable running(GridProblem problem, ControlCosts costs) {
    double sign = -problem.game().controlSign();
    double[] out = new double[costs.count()];
    NodeFunction cost = problem.terms().runningCost().orElse(x -> 0);
    return CoefficientTable.all(
        problem.grid(),
        new Coefficients() {
          @Override
          public int count() {
            return 1;
          }

          @Override
          public void at(double[] x, double[] sum) {
            costs.at(x, out);
            sum[0] = cost.at(x) + sign * out[out.length - 1];
          }
        })[0];
  }

  /** Adds Σᵢ αᵢ/Δxᵢ along a line, in 1/s. */
  void addRates(Grid grid, int line, double[] rates) {
    for (int axis = 0; axis < bound.length; axis++) {
      CoefficientTable alpha = bound[axis];
      if (alpha != null) {
        LineMath.addMultiple(1 / grid.axis(axis).spacing(), alpha.row(line), rates);
      }
    }
  }

  /**
   * Writes Ĥ along a line.
   *
   * @param mean per axis (p⁻ + p⁺)/2
   * @param half per axis (p⁺ - p⁻)/2
   */
  void evaluate(int line, double[][] mean, double[][] half, double[] h, double[] scratch) {
    if (running == null) {
      Arrays.fill(h, 0);
    } else {
      System.arraycopy(running.row(line), 0, h, 0, h.length);
    }
    for (int axis = 0; axis < mean.length; axis++) {
      CoefficientTable f = drift[axis];
      if (f != null) {
        LineMath.addProduct(f.row(line), mean[axis], h);
      }
      CoefficientTable alpha = bound[axis];
      if (alpha != null && !localLocal) {
        LineMath.addProduct(alpha.row(line), half[axis], h);
      }
    }
    for (Input input : inputs) {
      project(input, line, mean, scratch);
      add(input, line, scratch, h);
    }
    if (localLocal) {
      for (int i = 0; i < h.length; i++) {
        h[i] += localDissipation(line, i, mean, half);
      }
    }
  }

  private static void project(Input input, int line, double[][] mean, double[] onto) {
    Arrays.fill(onto, 0);
    for (int axis = 0; axis < mean.length; axis++) {
      CoefficientTable gain = input.gains.get(axis);
      if (gain != null) {
        LineMath.addProduct(gain.row(line), mean[axis], onto);
      }
    }
  }

  // s max over û of (w - s b) û - ½ q û² (theory 01.23); without a cost s |w|.
  private static void add(Input input, int line, double[] w, double[] h) {
    CoefficientTable slope = input.slope;
    if (slope != null) {
      LineMath.addMultiple(-input.sign, slope.row(line), w);
    }
    CoefficientTable curvature = input.curvature;
    if (curvature == null) {
      LineMath.addMagnitude(input.sign, w, h);
    } else {
      LineMath.addBoundedParabola(input.sign, curvature.row(line), w, h);
    }
  }

  // αᵢ = |f̃ᵢ + Σ_{j decided} sⱼ sgn(cⱼ) gᵢⱼ| + Σ_{j undecided} |gᵢⱼ|, where input j is decided if
  // cⱼ = Σ gᵢⱼ pᵢ keeps its sign for all pᵢ between pᵢ⁻ and pᵢ⁺ and it costs nothing (theory
  // 01.10).
  private double localDissipation(int line, int i, double[][] mean, double[][] half) {
    double sum = 0;
    for (int axis = 0; axis < mean.length; axis++) {
      CoefficientTable f = drift[axis];
      double sure = f == null ? 0 : f.row(line)[i];
      double open = 0;
      for (Input input : inputs) {
        double centre = 0;
        double radius = 0;
        for (int other = 0; other < mean.length; other++) {
          double gain = input.gain(other, line, i);
          centre += gain * mean[other][i];
          radius += Math.abs(gain * half[other][i]);
        }
        double gain = input.gain(axis, line, i);
        // Written so that NaN leaves it open.
        if (Math.abs(centre) >= radius && input.curvature == null) {
          sure += input.sign * Math.signum(centre) * gain;
        } else {
          open += Math.abs(gain);
        }
      }
      sum += (Math.abs(sure) + open) * half[axis][i];
    }
    return sum;
  }
}
