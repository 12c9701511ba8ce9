package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The state of a solve between steps: V, its stages, and the pool that computes them. */
final class March implements AutoCloseable {

  /** Below so many nodes one thread is done before others have woken. */
  private static final int NODES_PER_THREAD = 4000;

  private final GridProblem problem;
  private final SolverSettings settings;
  private final Lines lines;
  private final LineHamiltonian hamiltonian;
  private final double[][] terminal;
  private final double @Nullable [][] obstacle;
  private final double[][] arrivals;
  private final ExecutorService pool;
  private final List<Worker> workers = new ArrayList<>();
  private final AtomicInteger nextSlab = new AtomicInteger();
  private final int slicesPerSlab;

  private double[][] v;
  private double[][] stageA;
  private double[][] stageB;
  private double time;
  private long steps;
  private double residual = Double.MAX_VALUE;

  March(GridProblem problem, SolverSettings settings, boolean wantsArrivals) {
    this.problem = problem;
    this.settings = settings;
    Grid grid = problem.grid();
    lines = new Lines(grid);
    hamiltonian =
        new LineHamiltonian(grid, problem.robot(), problem.game(), settings.dissipation());
    terminal = lines.sample(problem.terminal());
    obstacle = problem.obstacle().map(lines::sample).orElse(null);
    v = new double[lines.count()][];
    for (int line = 0; line < v.length; line++) {
      v[line] = terminal[line].clone();
      if (obstacle != null) {
        LineMath.most(v[line], obstacle[line]);
      }
    }
    stageA = lines.allocate();
    stageB = settings.rungeKutta() == RungeKutta.THIRD ? lines.allocate() : stageA;
    arrivals = wantsArrivals ? lines.allocate() : new double[0][];
    for (int line = 0; line < arrivals.length; line++) {
      for (int i = 0; i < lines.length(); i++) {
        arrivals[line][i] = v[line][i] <= 0 ? 0 : Double.POSITIVE_INFINITY;
      }
    }
    int threads = Math.max(1, Math.min(settings.threads(), grid.size() / NODES_PER_THREAD));
    slicesPerSlab = Slabs.slicesPerSlab(lines.slices(), threads);
    double[] slopes = slopes();
    for (int thread = 0; thread < threads; thread++) {
      workers.add(new Worker(slopes));
    }
    pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "hjb-solver");
              thread.setDaemon(true);
              return thread;
            });
  }

  Lines lines() {
    return lines;
  }

  double[][] values() {
    return v;
  }

  double[][] arrivals() {
    return arrivals;
  }

  /** How far before the end. */
  double time() {
    return time;
  }

  long steps() {
    return steps;
  }

  /** max|ΔV|/Δt of the last step. */
  double residual() {
    return residual;
  }

  /** The largest slope of l along each axis, never zero: WENO5's measure. */
  private double[] slopes() {
    double[] slopes = new double[lines.last() + 1];
    Arrays.fill(slopes, Double.MIN_NORMAL);
    for (int line = 0; line < lines.count(); line++) {
      for (int i = 0; i < lines.length(); i++) {
        for (int axis = 0; axis < slopes.length; axis++) {
          slopes[axis] = Math.max(slopes[axis], slope(line, i, axis));
        }
      }
    }
    double largest = Arrays.stream(slopes).max().orElse(1);
    // An axis along which l is flat will get slopes from the others, over the same scale of V.
    for (int axis = 0; axis < slopes.length; axis++) {
      if (slopes[axis] < 1e-3 * largest) {
        slopes[axis] = largest > Double.MIN_NORMAL ? largest : 1;
      }
    }
    return slopes;
  }

  private double slope(int line, int i, int axis) {
    double spacing = lines.grid().axis(axis).spacing();
    if (axis == lines.last()) {
      return i == 0 ? 0 : Math.abs(v[line][i] - v[line][i - 1]) / spacing;
    }
    int stride = lines.stride(axis);
    boolean first = line / stride % lines.grid().axis(axis).count() == 0;
    return first ? 0 : Math.abs(v[line][i] - v[line - stride][i]) / spacing;
  }

  /** Takes one step, shortened to end at the horizon. */
  void step() throws InterruptedException {
    double longest = settings.cfl() / hamiltonian.largestRate();
    double left = settings.horizonS() - time;
    // Steps are all alike, so that none is so short that rounding dominates its change.
    double count = Math.ceil(left / longest - 1e-9);
    double dt = Double.isInfinite(left) ? longest : left / count;
    boolean last = count <= 1;
    RungeKutta scheme = settings.rungeKutta();
    double[][] from = v;
    double[][] to = stageA;
    for (int stage = 0; stage < scheme.stages(); stage++) {
      to = from == stageA ? stageB : stageA;
      if (scheme == RungeKutta.SECOND && stage == 1) {
        to = spare();
      }
      boolean lastStage = stage == scheme.stages() - 1;
      compute(from, to, dt, scheme.oldShare(stage), lastStage);
      from = to;
    }
    double[][] before = v;
    v = to;
    if (to == stageA) {
      stageA = before;
    } else {
      stageB = before;
    }
    time = last ? settings.horizonS() : time + dt;
    steps++;
    residual = workers.stream().mapToDouble(worker -> worker.change).reduce(0, Math::max) / dt;
  }

  private double[][] spare() {
    if (stageB == stageA) {
      stageB = lines.allocate();
    }
    return stageB;
  }

  private void compute(double[][] from, double[][] to, double dt, double share, boolean last)
      throws InterruptedException {
    nextSlab.set(0);
    for (Worker worker : workers) {
      worker.from = from;
      worker.to = to;
      worker.dt = dt;
      worker.share = share;
      worker.last = last;
    }
    if (workers.size() == 1) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      workers.get(0).work();
      return;
    }
    for (Future<Void> done : pool.invokeAll(workers)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a solver's thread failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** Computes slabs until none is left. Its fields are set while no worker runs. */
  private final class Worker implements Callable<@Nullable Void> {
    private final SlabGradient gradient;
    private final double[] h = new double[lines.length()];
    private final double[] scratch = new double[lines.length()];
    private double[][] from = {};
    private double[][] to = {};
    private double dt;
    private double share;
    private boolean last;
    private double change;

    Worker(double[] slopes) {
      gradient =
          new SlabGradient(lines, settings.upwind(), settings.boundary(), slopes, slicesPerSlab);
    }

    @Override
    public @Nullable Void call() {
      work();
      return null;
    }

    void work() {
      change = 0;
      while (true) {
        int first = nextSlab.getAndIncrement() * slicesPerSlab;
        if (first >= lines.slices()) {
          return;
        }
        int end = Math.min(lines.slices(), first + slicesPerSlab);
        gradient.slab(from, first, end);
        for (int slice = first; slice < end; slice++) {
          slice(slice, first);
        }
      }
    }

    private void slice(int slice, int first) {
      gradient.slice(from, slice);
      int line = slice * lines.linesPerSlice();
      for (int end = line + lines.linesPerSlice(); line < end; line++) {
        gradient.line(from, line, first);
        hamiltonian.evaluate(line, gradient.mean(), gradient.half(), h, scratch);
        update(line);
      }
    }

    private void update(int line) {
      double[] out = to[line];
      if (problem.tube() == Tube.FREEZE) {
        LineMath.frozen(from[line], dt, h, out);
      } else {
        LineMath.euler(from[line], dt, h, out);
      }
      if (problem.tube() == Tube.OBSTACLE) {
        LineMath.least(out, terminal[line]);
      }
      if (obstacle != null) {
        LineMath.most(out, obstacle[line]);
      }
      if (share > 0) {
        LineMath.mix(share, v[line], out);
      }
      if (last) {
        change = LineMath.largestChange(out, v[line], change);
        if (arrivals.length > 0) {
          arrive(arrivals[line], v[line], out);
        }
      }
    }

    /** Where V passes zero within this step, by the straight line between its ends. */
    private void arrive(double[] arrival, double[] before, double[] after) {
      for (int i = 0; i < arrival.length; i++) {
        if (arrival[i] == Double.POSITIVE_INFINITY && after[i] <= 0) {
          arrival[i] = time + dt * before[i] / (before[i] - after[i]);
        }
      }
    }
  }
}
