package io.github.hjelm.export.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static final NetworkShape SHAPE = new NetworkShape(3, 1, 2, false, 0, 1);
  private static final ResidualMlp NETWORK = new ResidualMlp(SHAPE, 32, 2);
  private static final Objective SQUARES =
      (a, model, average, batch, chance) ->
          a.meanSquare(
              a.minus(model.answer(model.see(batch.observation()), null, null), batch.chunk()));

  private static LessonTable table() {
    SplittableRandom random = new SplittableRandom(5);
    int rows = 500;
    float[] observations = new float[rows * 3];
    float[] chunks = new float[rows * 2];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 3; i++) {
        observations[row * 3 + i] = (float) random.nextDouble(-1, 1);
      }
      chunks[row * 2] = observations[row * 3] * observations[row * 3 + 1];
      chunks[row * 2 + 1] = observations[row * 3 + 2] - 0.5f;
    }
    return new LessonTable(3, 2, observations, chunks, null);
  }

  private static Trainer trainer(TrainSettings settings) {
    return trainer(settings, SQUARES, 1);
  }

  private static Trainer trainer(TrainSettings settings, Objective objective, int threads) {
    return new Trainer(NETWORK, objective, table(), settings, threads, MonotonicClock.system());
  }

  @Test
  void learnsAFunction() throws Exception {
    Trainer.Trained trained =
        trainer(TrainSettings.standard(1500, 1)).train(Optional.empty(), Progress.none());
    double first = trained.curve().points().get(0).loss();
    assertTrue(first > 0.02, () -> "it began at " + first);
    assertTrue(trained.curve().last() < 2e-3, () -> "it ended at " + trained.curve().last());
    assertEquals(1500, trained.curve().points().get(trained.curve().points().size() - 1).step());
  }

  @Test
  void givesTheSameWeightsForTheSameSeed() throws Exception {
    TrainSettings settings = TrainSettings.standard(60, 7);
    float[] once = trainer(settings).train(Optional.empty(), Progress.none()).weights();
    float[] again = trainer(settings).train(Optional.empty(), Progress.none()).weights();
    float[] other =
        trainer(TrainSettings.standard(60, 8)).train(Optional.empty(), Progress.none()).weights();
    assertArrayEquals(once, again);
    assertTrue(once[0] != other[0]);
  }

  @Test
  void learnsTheSameFromPartsOfABatchSideBySide() throws Exception {
    TrainSettings settings = TrainSettings.standard(1500, 1);
    Trainer.Trained trained =
        trainer(settings, SQUARES, 3).train(Optional.empty(), Progress.none());
    assertTrue(trained.curve().last() < 2e-3, () -> "it ended at " + trained.curve().last());
    TrainSettings few = TrainSettings.standard(60, 7);
    assertArrayEquals(
        trainer(few, SQUARES, 3).train(Optional.empty(), Progress.none()).weights(),
        trainer(few, SQUARES, 3).train(Optional.empty(), Progress.none()).weights());
  }

  @Test
  void countsEveryRowOfABatchOnceInHoweverManyParts() throws Exception {
    Objective rows =
        (a, model, average, batch, chance) ->
            a.plus(a.times(0, SQUARES.loss(a, model, average, batch, chance)), 64.0 / batch.size());
    TrainSettings settings = new TrainSettings(4, 64, 1e-3, 1, 0, 1, 0.9, 1);
    for (int parts : new int[] {1, 2, 3, 7}) {
      // The mean over rows of one over the rows of a part counts the parts.
      double parted =
          trainer(settings, rows, parts).train(Optional.empty(), Progress.none()).curve().last();
      assertEquals(parts, parted, 1e-5);
    }
  }

  @Test
  void goesOnWhereItWasKilled(@TempDir Path folder) throws Exception {
    TrainSettings settings = TrainSettings.standard(400, 3);
    Trainer.Trained whole = trainer(settings).train(Optional.empty(), Progress.none());
    Checkpoint checkpoint = new Checkpoint(folder.resolve("a.safetensors"), "a test");
    // Time jumps by a minute a look, so that every point of the curve is kept.
    MonotonicClock hasty = new HastyClock();
    Trainer killed = new Trainer(NETWORK, SQUARES, table(), settings, 1, hasty);
    assertThrows(
        IllegalStateException.class,
        () ->
            killed.train(
                Optional.of(checkpoint),
                (done, what) -> {
                  if (done > 0.5) {
                    throw new IllegalStateException("killed");
                  }
                }));
    assertTrue(Files.size(checkpoint.file()) > 0);
    Trainer.Trained resumed = trainer(settings).train(Optional.of(checkpoint), Progress.none());
    assertArrayEquals(whole.weights(), resumed.weights());
    assertEquals(whole.curve().points().size(), resumed.curve().points().size());
    for (int i = 0; i < whole.curve().points().size(); i++) {
      LossCurve.Point expected = whole.curve().points().get(i);
      assertEquals(expected.step(), resumed.curve().points().get(i).step());
      assertEquals((float) expected.loss(), (float) resumed.curve().points().get(i).loss());
    }
  }

  private static final class HastyClock implements MonotonicClock {
    private long now;

    @Override
    public long nanoTime() {
      now += 60_000_000_000L;
      return now;
    }
  }

  @Test
  void refusesTheCheckpointOfSomethingElse(@TempDir Path folder) throws Exception {
    TrainSettings settings = TrainSettings.standard(20, 3);
    Path file = folder.resolve("a.safetensors");
    trainer(settings).train(Optional.of(new Checkpoint(file, "task one")), Progress.none());
    TrainRefusal refusal =
        assertThrows(
            TrainRefusal.class,
            () ->
                trainer(settings)
                    .train(Optional.of(new Checkpoint(file, "task two")), Progress.none()));
    assertTrue(refusal.sentence().contains("task one"), refusal.sentence());
    assertTrue(refusal.sentence().contains("task two"), refusal.sentence());
  }

  @Test
  void refusesAFileThatIsCutOff(@TempDir Path folder) throws IOException, Exception {
    TrainSettings settings = TrainSettings.standard(20, 3);
    Path file = folder.resolve("a.safetensors");
    Checkpoint checkpoint = new Checkpoint(file, "a test");
    trainer(settings).train(Optional.of(checkpoint), Progress.none());
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 40, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      TrainRefusal refusal =
          assertThrows(
              TrainRefusal.class,
              () -> trainer(settings).train(Optional.of(checkpoint), Progress.none()));
      assertTrue(refusal.sentence().contains(file.toString()), refusal.sentence());
    }
  }

  @Test
  void refusesALossThatIsNoNumber() {
    Objective broken =
        (a, model, average, batch, chance) ->
            a.log(a.times(-1, SQUARES.loss(a, model, average, batch, chance)));
    Trainer trainer =
        new Trainer(
            NETWORK, broken, table(), TrainSettings.standard(20, 3), 1, MonotonicClock.system());
    TrainRefusal refusal =
        assertThrows(TrainRefusal.class, () -> trainer.train(Optional.empty(), Progress.none()));
    assertTrue(refusal.sentence().contains("step 1"), refusal.sentence());
  }

  @Test
  void draggingAverageFollowsTheWeights() throws Exception {
    // With an average that keeps nothing, the average is the weights, and both learn alike.
    TrainSettings plain = new TrainSettings(300, 64, 1e-3, 10, 0, 10, 0, 2);
    Trainer.Trained trained = trainer(plain).train(Optional.empty(), Progress.none());
    assertTrue(trained.curve().last() < trained.curve().points().get(0).loss() / 3);
  }
}
