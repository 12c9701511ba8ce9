package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The state of a solve between steps: V, its stages, and the threads that compute them. */
final class March implements AutoCloseable {

  /** Below so many nodes one thread is done before others have woken. */
  private static final int NODES_PER_THREAD = 4000;

  private final SolverSettings settings;
  private final Lines lines;
  private final double largestRate;
  private final double[][] arrivals;
  private final ExecutorService pool;
  private final List<SlabWorker> workers = new ArrayList<>();
  private final AtomicInteger nextSlab = new AtomicInteger();

  private double[][] v;

  /** What the last stage may be written to, and what the stages before it alternate with. */
  private double[][] stageA;

  private double[][] stageB;
  private double time;
  private long steps;
  private double residual = Double.MAX_VALUE;

  March(GridProblem problem, SolverSettings settings, boolean wantsArrivals) throws SolveRefusal {
    this.settings = settings;
    lines = new Lines(problem.grid());
    LineHamiltonian hamiltonian = new LineHamiltonian(problem, settings.dissipation());
    SecondOrder secondOrder =
        problem.terms().diffusion().isPresent()
            ? SecondOrder.of(lines, problem.terms().diffusion().get())
            : null;
    largestRate = largestRate(problem, hamiltonian, secondOrder);
    double[][] terminal = terminal(problem);
    ValueBounds bounds = new ValueBounds(problem, lines, terminal);
    v = lines.allocate();
    double[] scratch = new double[lines.length()];
    for (int line = 0; line < v.length; line++) {
      System.arraycopy(terminal[line], 0, v[line], 0, lines.length());
      bounds.apply(line, settings.horizonS(), v[line], scratch);
    }
    stageA = lines.allocate();
    stageB = settings.rungeKutta().stages() > 1 ? lines.allocate() : stageA;
    arrivals = wantsArrivals ? lines.allocate() : new double[0][];
    for (int line = 0; line < arrivals.length; line++) {
      for (int i = 0; i < lines.length(); i++) {
        arrivals[line][i] = v[line][i] <= 0 ? 0 : Double.POSITIVE_INFINITY;
      }
    }
    int threads =
        Math.max(1, Math.min(settings.threads(), problem.grid().size() / NODES_PER_THREAD));
    int slicesPerSlab = Slabs.slicesPerSlab(lines.slices(), threads);
    double[] slopes = lines.slopes(v);
    for (int thread = 0; thread < threads; thread++) {
      workers.add(
          new SlabWorker(
              problem,
              lines,
              hamiltonian,
              bounds,
              secondOrder == null ? null : secondOrder.twin(),
              new SlabGradient(
                  lines, settings.upwind(), settings.boundary(), slopes, slicesPerSlab),
              slicesPerSlab,
              arrivals));
    }
    pool =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "hjb-solver");
              thread.setDaemon(true);
              return thread;
            });
  }

  private double[][] terminal(GridProblem problem) {
    TimedFunction moving = problem.terms().movingTarget().orElse(null);
    if (moving == null) {
      return lines.sample(problem.terminal());
    }
    return lines.sample(x -> moving.at(settings.horizonS(), x));
  }

  /** max over nodes of Σᵢ αᵢ/Δxᵢ + aᵢᵢ/Δxᵢ² + ρ, whose inverse is the longest stable Euler step. */
  private double largestRate(
      GridProblem problem, LineHamiltonian hamiltonian, @Nullable SecondOrder secondOrder) {
    double largest = 0;
    double[] rates = new double[lines.length()];
    for (int line = 0; line < lines.count(); line++) {
      Arrays.fill(rates, problem.terms().discount());
      hamiltonian.addRates(problem.grid(), line, rates);
      if (secondOrder != null) {
        secondOrder.addRates(line, rates);
      }
      for (double rate : rates) {
        largest = Math.max(largest, rate);
      }
    }
    return largest;
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

  /** Takes one step, shortened to end at the horizon. */
  void step() throws InterruptedException {
    RungeKutta scheme = settings.rungeKutta();
    double longest = settings.cfl() * scheme.reach() / largestRate;
    double left = settings.horizonS() - time;
    // Steps are all alike, so that none is so short that rounding dominates its change.
    double count = Math.ceil(left / longest - 1e-9);
    double dt = Double.isInfinite(left) ? longest : left / count;
    double[][] from = v;
    for (int stage = 0; stage < scheme.stages(); stage++) {
      double[][] to = from == stageA ? stageB : stageA;
      compute(new Stage(v, from, to, scheme, stage, time, dt, settings.horizonS()));
      from = to;
    }
    double[][] before = v;
    v = from;
    if (from == stageA) {
      stageA = before;
    } else {
      stageB = before;
    }
    time = count <= 1 ? settings.horizonS() : time + dt;
    steps++;
    residual = workers.stream().mapToDouble(SlabWorker::change).reduce(0, Math::max) / dt;
  }

  private void compute(Stage stage) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    nextSlab.set(0);
    List<Future<?>> others = new ArrayList<>();
    for (SlabWorker worker : workers.subList(1, workers.size())) {
      others.add(pool.submit(() -> worker.work(stage, nextSlab)));
    }
    workers.get(0).work(stage, nextSlab);
    for (Future<?> other : others) {
      try {
        other.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a solver's thread failed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
