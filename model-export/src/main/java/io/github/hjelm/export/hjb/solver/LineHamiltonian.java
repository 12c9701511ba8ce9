package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Lax-Friedrichs Hamiltonian of a control-affine robot along lines of nodes (theory 01.8):
 *
 * <p>Ĥ = Σᵢ f̃ᵢ p̄ᵢ + Σⱼ sⱼ |Σᵢ gᵢⱼ p̄ᵢ| + Σᵢ αᵢ (pᵢ⁺ - pᵢ⁻)/2.
 *
 * <p>Coefficients that are zero at every node take no part. Immutable, for any number of threads.
 */
final class LineHamiltonian {

  private final @Nullable CoefficientTable[] drift;
  private final CoefficientTable[] bound;
  private final List<Input> inputs;
  private final boolean localLocal;
  private final double largestRate;

  /** One control or disturbance. */
  private static final class Input {
    private final int sign;

    /** Per axis, null where it never acts. */
    private final @Nullable CoefficientTable[] gains;

    Input(int sign, @Nullable CoefficientTable[] gains) {
      this.sign = sign;
      this.gains = gains;
    }

    boolean acts() {
      return Arrays.stream(gains).anyMatch(gain -> gain != null);
    }
  }

  LineHamiltonian(Grid grid, Robot robot, Game game, Dissipation dissipation) {
    int n = grid.dimensions();
    AffineCoefficients coefficients = new AffineCoefficients(robot);
    Dependence dependence = Dependence.of(grid, robot);
    double[] scratch = new double[coefficients.count()];
    @Nullable CoefficientTable[] tables = new @Nullable CoefficientTable[coefficients.count()];
    for (int c = 0; c < tables.length; c++) {
      int which = c;
      CoefficientTable table =
          CoefficientTable.of(
              grid,
              dependence.of(c),
              x -> {
                coefficients.at(x, scratch);
                return scratch[which];
              });
      tables[c] = table.isZero() ? null : table;
    }
    drift = Arrays.copyOf(tables, n);
    inputs = new ArrayList<>();
    for (int input = 0; input < coefficients.inputs(); input++) {
      int sign = coefficients.isControl(input) ? game.controlSign() : -game.controlSign();
      Input made = new Input(sign, Arrays.copyOfRange(tables, (1 + input) * n, (2 + input) * n));
      if (made.acts()) {
        inputs.add(made);
      }
    }
    bound = new CoefficientTable[n];
    for (int axis = 0; axis < n; axis++) {
      bound[axis] = bound(grid, coefficients, dependence, axis, dissipation);
    }
    localLocal = dissipation == Dissipation.LOCAL_LOCAL;
    largestRate = largestRate(grid);
  }

  // αᵢ = |f̃ᵢ| + Σⱼ |gᵢⱼ|  ≥ |∂H/∂pᵢ| for every p (theory 01.9)
  private static CoefficientTable bound(
      Grid grid,
      AffineCoefficients coefficients,
      Dependence dependence,
      int axis,
      Dissipation kind) {
    int n = grid.dimensions();
    double[] all = new double[coefficients.count()];
    boolean[] depends = new boolean[n];
    for (int c = axis; c < all.length; c += n) {
      boolean[] one = dependence.of(c);
      for (int other = 0; other < n; other++) {
        depends[other] |= one[other];
      }
    }
    NodeFunction sum =
        x -> {
          coefficients.at(x, all);
          double alpha = 0;
          for (int c = axis; c < all.length; c += n) {
            alpha += Math.abs(all[c]);
          }
          return alpha;
        };
    CoefficientTable local = CoefficientTable.of(grid, depends, sum);
    if (kind != Dissipation.GLOBAL) {
      return local;
    }
    double largest = local.largestMagnitude();
    return CoefficientTable.of(grid, new boolean[n], x -> largest);
  }

  private double largestRate(Grid grid) {
    int n = grid.axis(grid.dimensions() - 1).count();
    double largest = 0;
    double[] sum = new double[n];
    for (int line = 0; line < grid.size() / n; line++) {
      Arrays.fill(sum, 0);
      for (int axis = 0; axis < bound.length; axis++) {
        GridAxis along = grid.axis(axis);
        double[] alpha = bound[axis].row(line);
        for (int i = 0; i < n; i++) {
          sum[i] += alpha[i] / along.spacing();
        }
      }
      for (double rate : sum) {
        largest = Math.max(largest, rate);
      }
    }
    return largest;
  }

  /** max over nodes of Σᵢ αᵢ/Δxᵢ, in 1/s: its inverse is the longest stable Euler step. */
  double largestRate() {
    return largestRate;
  }

  /**
   * Writes Ĥ along a line.
   *
   * @param mean per axis (p⁻ + p⁺)/2
   * @param half per axis (p⁺ - p⁻)/2
   */
  void evaluate(int line, double[][] mean, double[][] half, double[] h, double[] scratch) {
    Arrays.fill(h, 0);
    for (int axis = 0; axis < mean.length; axis++) {
      CoefficientTable f = drift[axis];
      if (f != null) {
        LineMath.addProduct(f.row(line), mean[axis], h);
      }
      if (!localLocal) {
        LineMath.addProduct(bound[axis].row(line), half[axis], h);
      }
    }
    for (Input input : inputs) {
      project(input, line, mean, scratch);
      LineMath.addMagnitude(input.sign, scratch, h);
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
      CoefficientTable gain = input.gains[axis];
      if (gain != null) {
        LineMath.addProduct(gain.row(line), mean[axis], onto);
      }
    }
  }

  // αᵢ = |f̃ᵢ + Σ_{j decided} sⱼ sgn(cⱼ) gᵢⱼ| + Σ_{j undecided} |gᵢⱼ|, where input j is decided if
  // cⱼ = Σ gᵢⱼ pᵢ keeps its sign for all pᵢ between pᵢ⁻ and pᵢ⁺ (theory 01.10).
  private double localDissipation(int line, int i, double[][] mean, double[][] half) {
    double sum = 0;
    for (int axis = 0; axis < mean.length; axis++) {
      double sure = at(drift[axis], line, i);
      double open = 0;
      for (Input input : inputs) {
        double centre = 0;
        double radius = 0;
        for (int other = 0; other < mean.length; other++) {
          double gain = at(input.gains[other], line, i);
          centre += gain * mean[other][i];
          radius += Math.abs(gain * half[other][i]);
        }
        double gain = at(input.gains[axis], line, i);
        // Written so that NaN leaves it open.
        if (Math.abs(centre) >= radius) {
          sure += input.sign * Math.signum(centre) * gain;
        } else {
          open += Math.abs(gain);
        }
      }
      sum += (Math.abs(sure) + open) * half[axis][i];
    }
    return sum;
  }

  private static double at(@Nullable CoefficientTable table, int line, int i) {
    return table == null ? 0 : table.row(line)[i];
  }
}
