package io.github.hjelm.export.guidance;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.policy.Method;
import io.github.hjelm.export.train.LessonTable;
import io.github.hjelm.export.train.TrainSettings;
import io.github.hjelm.export.train.Trainer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A task with two ways that are equally good: ±(0.5 + 0.2 cos φ), seen in cos φ and sin φ, a
 * sixteenth of a turn from action to action. Either way goes on for ever.
 */
final class TwoWays {

  static final int HORIZON = 8;
  static final NetworkShape SHAPE = new NetworkShape(2, HORIZON, 1, true, 1, 1);

  private static final int LESSONS = 8000;
  private static final double SPREAD = 0.02;

  private TwoWays() {}

  static double phase(long action) {
    return 2 * Math.PI * action / 16;
  }

  static double level(double phase) {
    return 0.5 + 0.2 * Math.cos(phase);
  }

  static void see(double phase, float[] observation) {
    observation[0] = (float) Math.cos(phase);
    observation[1] = (float) Math.sin(phase);
  }

  static Network network() {
    return new ResidualMlp(SHAPE, 64, 2);
  }

  /** What it learns in so many steps. */
  static float[] trained(Method method, int steps) throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    float[] seen = new float[2 * LESSONS];
    float[] chunks = new float[HORIZON * LESSONS];
    float[] one = new float[2];
    for (int k = 0; k < LESSONS; k++) {
      double begin = random.nextDouble(2 * Math.PI);
      double way = random.nextBoolean() ? 1 : -1;
      see(begin, one);
      System.arraycopy(one, 0, seen, 2 * k, 2);
      double off = SPREAD * random.nextGaussian();
      for (int i = 0; i < HORIZON; i++) {
        chunks[k * HORIZON + i] = (float) (way * (level(begin + phase(i)) + off));
      }
    }
    LessonTable table = new LessonTable(2, HORIZON, seen, chunks, null);
    TrainSettings settings = new TrainSettings(steps, 256, 4e-3, 50, 0, 1, 0.98, 17);
    return new Trainer(network(), method, table, settings, 1, MonotonicClock.system())
        .train(Optional.empty(), Progress.none())
        .weights();
  }
}
