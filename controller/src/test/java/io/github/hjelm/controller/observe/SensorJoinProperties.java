package io.github.hjelm.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes in whatever order: what is ready is complete, recent, plausible and the newest.
 */
class SensorJoinProperties {

  private static final int STEPS = 40_000;

  /** What the test remembers of one sensor. */
  private static final class Heard {
    final double[] values = new double[3];
    long sequence;
    long stampNs;
    long receivedNs;
    boolean isBad = true;

    void take(long number, long newStampNs, long nowNs, double... newValues) {
      System.arraycopy(newValues, 0, values, 0, newValues.length);
      sequence = number;
      stampNs = newStampNs;
      receivedNs = nowNs;
      isBad = false;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isReadyExactlyWhenItMayBe(long seed) throws ObservationRefusal {
    SplittableRandom random = new SplittableRandom(seed);
    TwoSensors robot = new TwoSensors();
    Heard pose = new Heard();
    Heard wheels = new Heard();
    long nowNs = 0;
    long newest = 0;
    int ready = 0;
    for (int step = 0; step < STEPS; step++) {
      nowNs += random.nextInt(20);
      if (random.nextInt(3) > 0) {
        long number = Math.max(0, newest + random.nextInt(-1, 4));
        newest = Math.max(newest, number);
        long stampNs = wheels.stampNs + random.nextInt(-1, 9);
        double speed = random.nextInt(9) == 0 ? Double.NaN : random.nextDouble(-1.2, 1.2);
        boolean retained = random.nextInt(9) == 0;
        FrameOutcome outcome =
            robot.send(TwoSensors.WHEELS, number, stampNs, nowNs, retained, 7, speed);
        if (outcome.accepted()) {
          assertTrue(wheels.receivedNs == 0 || number > wheels.sequence, "seed " + seed);
          wheels.take(number, stampNs, nowNs, speed);
        }
        // Half the width's twentieth: 0.05 times from -1 to 1.
        boolean isWithin = Math.abs(speed) <= 1.1;
        boolean isNonsense = outcome == FrameOutcome.NOT_A_NUMBER;
        wheels.isBad = outcome.accepted() ? !isWithin : wheels.isBad || isNonsense;
      }
      if (random.nextInt(4) == 0) {
        double y = random.nextDouble(-50, 50);
        robot.send(TwoSensors.POSE, ++pose.sequence, ++pose.stampNs, nowNs, false, y, -y, 0.5);
        pose.take(pose.sequence, pose.stampNs, nowNs, y, -y, 0.5);
      }
      boolean mayBe =
          !pose.isBad
              && !wheels.isBad
              && nowNs - pose.receivedNs <= TwoSensors.POSE_AGE_NS
              && nowNs - wheels.receivedNs <= TwoSensors.WHEELS_AGE_NS;
      Freshness standing = robot.join.standing(nowNs);
      String where = "seed " + seed + ", step " + step;
      assertEquals(mayBe, standing == Freshness.READY, where);
      if (mayBe) {
        ready++;
        Observation seen = robot.join.observation();
        assertEquals(pose.values[0], seen.state(1), where);
        assertEquals(pose.values[1], seen.state(0), where);
        assertEquals(wheels.values[0], seen.state(3), where);
        assertEquals(Math.min(pose.stampNs, wheels.stampNs), seen.stampNs(), where);
        assertEquals(Math.min(pose.receivedNs, wheels.receivedNs), seen.receivedNs(), where);
      }
    }
    assertTrue(ready > STEPS / 20 && ready < STEPS / 2, "seed " + seed + ": " + ready);
  }
}
