package io.github.hjelm.bench.train;

import io.github.hjelm.controller.reach.NumpyFile;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.train.LessonTable;
import io.github.hjelm.export.train.LossCurve;
import io.github.hjelm.export.train.TrainRefusal;
import io.github.hjelm.export.train.TrainSettings;
import io.github.hjelm.export.train.Trainer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Samples per second of training; where there is a peer, in turns with it, and each goes first in
 * every second round. Both learn from the same rows, and steps before the timed ones keep what is
 * done only once out of the time.
 */
public final class TrainThroughput {

  private static final long TABLE_SEED = 1;

  /** As the peer's script has it. */
  private static final int WARM_UP = 50;

  private final TrainCase asked;
  private final TrainPeer peer;
  private final MonotonicClock clock;
  private final float[] observations;
  private final float[] chunks;
  private final LessonTable lessons;
  private String peerFailure = "";

  public TrainThroughput(TrainCase asked, TrainPeer peer, MonotonicClock clock) {
    this.asked = asked;
    this.peer = peer;
    this.clock = clock;
    observations = new float[asked.rows() * asked.observationSize()];
    chunks = new float[asked.rows() * asked.chunkSize()];
    drawLessons();
    lessons =
        new LessonTable(asked.observationSize(), asked.chunkSize(), observations, chunks, null);
  }

  /** Something that can be learnt: each number done is a bent sum of two observed ones. */
  private void drawLessons() {
    SplittableRandom random = new SplittableRandom(TABLE_SEED);
    int o = asked.observationSize();
    int d = asked.chunkSize();
    for (int row = 0; row < asked.rows(); row++) {
      for (int i = 0; i < o; i++) {
        observations[row * o + i] = (float) random.nextGaussian();
      }
      for (int i = 0; i < d; i++) {
        double sum = observations[row * o + i % o] + observations[row * o + (i + 1) % o];
        chunks[row * d + i] = (float) Math.tanh(sum);
      }
    }
  }

  /**
   * Trains in so many rounds.
   *
   * @throws TrainRefusal when our own training cannot go on
   * @throws IOException when the table for the peer cannot be written
   */
  public TrainComparison run(int rounds, Progress progress)
      throws TrainRefusal, IOException, InterruptedException {
    if (rounds < 1) {
      throw new IllegalArgumentException("nothing is compared in %d rounds".formatted(rounds));
    }
    Path folder = Files.createTempDirectory("hjelm-lessons");
    Path table = folder.resolve("rows.npy");
    try {
      boolean taking = peer.skipped().isEmpty();
      if (taking) {
        writeTable(table);
      }
      List<TrainTurn> ours = new ArrayList<>();
      List<TrainTurn> peers = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        progress.report(
            (double) round / rounds, "training, round %d of %d".formatted(round + 1, rounds));
        if (taking && round % 2 == 1) {
          taking = takePeersTurn(table, round, peers);
        }
        ours.add(ourTurn(round));
        if (taking && round % 2 == 0) {
          taking = takePeersTurn(table, round, peers);
        }
      }
      String missing = peerFailure.isEmpty() ? peer.skipped() : peerFailure;
      return new TrainComparison(asked, ours, peers, peer.tool(), missing);
    } finally {
      Files.deleteIfExists(table);
      Files.delete(folder);
    }
  }

  private void writeTable(Path file) throws IOException {
    int o = asked.observationSize();
    int d = asked.chunkSize();
    float[] rows = new float[asked.rows() * (o + d)];
    for (int row = 0; row < asked.rows(); row++) {
      System.arraycopy(observations, row * o, rows, row * (o + d), o);
      System.arraycopy(chunks, row * d, rows, row * (o + d) + o, d);
    }
    NumpyFile.write(file, List.of(asked.rows(), o + d), rows);
  }

  private boolean takePeersTurn(Path table, long seed, List<TrainTurn> turns) {
    try {
      turns.add(peer.train(asked, table, seed));
      return true;
    } catch (IOException e) {
      peerFailure = String.valueOf(e.getMessage());
      return false;
    }
  }

  private TrainTurn ourTurn(long seed) throws TrainRefusal, InterruptedException {
    int steps = asked.allSteps();
    NetworkShape shape =
        new NetworkShape(asked.observationSize(), 1, asked.chunkSize(), true, 1, 1);
    StepClock stepClock = new StepClock(clock, steps);
    Trainer trainer =
        new Trainer(
            new ResidualMlp(shape, asked.width(), asked.depth()),
            FlowMatching.onDemonstrations(),
            lessons,
            new TrainSettings(steps, asked.batch(), 1e-3, WARM_UP, 1e-4, 1, 0.999, seed),
            asked.threads(),
            stepClock);
    LossCurve curve = trainer.train(Optional.empty(), Progress.none()).curve();
    int tenth = Math.max(1, curve.points().size() / 10);
    int points = curve.points().size();
    return new TrainTurn(
        stepClock.secondsAfter(asked.untimedSteps()),
        mean(curve.points().subList(0, tenth)),
        mean(curve.points().subList(points - tenth, points)));
  }

  private static double mean(List<LossCurve.Point> points) {
    return points.stream().mapToDouble(LossCurve.Point::loss).average().orElse(Double.NaN);
  }
}
