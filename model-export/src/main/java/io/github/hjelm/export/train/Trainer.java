package io.github.hjelm.export.train;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.CpuConfig;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Trains one network. */
public final class Trainer {

  /** How many points a curve has. */
  private static final int CURVE_POINTS = 200;

  private static final long REPORT_NS = 200_000_000;
  private static final long CHECKPOINT_NS = 10_000_000_000L;

  private final Network network;
  private final Objective objective;
  private final LessonTable table;
  private final TrainSettings settings;
  private final int threads;
  private final MonotonicClock clock;

  public Trainer(
      Network network,
      Objective objective,
      LessonTable table,
      TrainSettings settings,
      int threads,
      MonotonicClock clock) {
    this.network = network;
    this.objective = objective;
    this.table = table;
    this.settings = settings;
    this.threads = threads;
    this.clock = clock;
  }

  /** What came out of it: the running average of the weights, and how the loss went. */
  public static final class Trained {

    private final float[] weights;
    private final LossCurve curve;

    Trained(float[] weights, LossCurve curve) {
      this.weights = weights;
      this.curve = curve;
    }

    /** A copy of the averaged weights. */
    public float[] weights() {
      return weights.clone();
    }

    public LossCurve curve() {
      return curve;
    }
  }

  /**
   * Trains to the end, from a checkpoint where there is one.
   *
   * @throws TrainRefusal when the loss is no number any more, or a checkpoint belongs to something
   *     else or cannot be written
   * @throws InterruptedException when the thread was interrupted; the last checkpoint stands
   */
  public Trained train(Optional<Checkpoint> checkpoint, Progress progress)
      throws TrainRefusal, InterruptedException {
    TrainState state = null;
    if (checkpoint.isPresent()) {
      state = checkpoint.get().read(network.layout().size(), fingerprint()).orElse(null);
    }
    if (state == null) {
      state = TrainState.fresh(network.layout().initialWeights(settings.seed()));
    }
    try (Graph graph = new Graph();
        TrainGraph steps = new TrainGraph(graph, network, objective, table, settings, threads);
        Session session = new Session(graph, false, CpuConfig.of(threads))) {
      steps.load(session, table, state);
      return run(session, steps, state, checkpoint, progress);
    }
  }

  private Trained run(
      Session session,
      TrainGraph graph,
      TrainState from,
      Optional<Checkpoint> checkpoint,
      Progress progress)
      throws TrainRefusal, InterruptedException {
    List<LossCurve.Point> points = new ArrayList<>(from.curve().points());
    int every = Math.max(1, settings.steps() / CURVE_POINTS);
    int since = 0;
    double lossSum = 0;
    double normSum = 0;
    long startNs = clock.nanoTime();
    long reportedNs = startNs;
    long savedNs = startNs;
    Session.Runner runner = graph.runner(session);
    for (int step = from.steps(); step < settings.steps(); step++) {
      graph.pace(step);
      try (Result result = runner.run()) {
        double loss = ((TFloat32) result.get(0)).getFloat();
        if (!Double.isFinite(loss)) {
          throw new TrainRefusal(
              "the loss is %s in step %d: lower the learning rate".formatted(loss, step + 1));
        }
        lossSum += loss;
        normSum += ((TFloat32) result.get(1)).getFloat();
      }
      since++;
      boolean point = (step + 1) % every == 0 || step + 1 == settings.steps();
      if (point) {
        points.add(new LossCurve.Point(step + 1, lossSum / since, normSum / since));
        since = 0;
        lossSum = 0;
        normSum = 0;
      }
      long nowNs = clock.nanoTime();
      if (nowNs - reportedNs >= REPORT_NS) {
        reportedNs = nowNs;
        report(progress, step + 1, from.steps(), points, nowNs - startNs);
      }
      // Only where no part of a mean would be forgotten.
      if (point && checkpoint.isPresent() && nowNs - savedNs >= CHECKPOINT_NS) {
        savedNs = nowNs;
        checkpoint
            .get()
            .write(graph.state(session, step + 1, new LossCurve(points)), fingerprint());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    TrainState done = graph.state(session, settings.steps(), new LossCurve(points));
    if (checkpoint.isPresent()) {
      checkpoint.get().write(done, fingerprint());
    }
    return new Trained(done.average().values, done.curve());
  }

  private void report(
      Progress progress, int step, int from, List<LossCurve.Point> points, long tookNs) {
    double perSecond = (step - from) * 1e9 / tookNs;
    double loss = points.isEmpty() ? Double.NaN : points.get(points.size() - 1).loss();
    progress.report(
        (double) step / settings.steps(),
        "step %,d of %,d, loss %.4g, %,.0f steps/s"
            .formatted(step, settings.steps(), loss, perSecond));
  }

  /** Tells apart what checkpoints belong to. */
  private String fingerprint() {
    return String.join("; ", network.description(), table.fingerprint(), settings.description());
  }
}
