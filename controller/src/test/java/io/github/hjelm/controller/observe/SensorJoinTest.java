package io.github.hjelm.controller.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SensorJoinTest {

  private TwoSensors robot;
  private SensorJoin join;

  @BeforeEach
  void makeRobot() throws ObservationRefusal {
    robot = new TwoSensors();
    join = robot.join;
  }

  private double[] state() {
    double[] state = new double[4];
    join.observation().copyState(state);
    return state;
  }

  @Test
  void putsEveryValueInTheStateThatItIs() {
    assertEquals(FrameOutcome.ACCEPTED, robot.pose(1000, 10, 2, 1, 0.5));
    assertEquals(FrameOutcome.ACCEPTED, robot.wheels(1000, 10, -0.25));
    assertEquals(Freshness.READY, join.standing(10));
    assertArrayEquals(new double[] {1, 2, 0.5, -0.25}, state());
    assertEquals(-0.25, join.observation().state(3));
    assertEquals(4, join.observation().size());
    assertEquals(-1, join.blamed());
  }

  @Test
  void isMissingUntilEverySensorWasHeard() {
    assertEquals(Freshness.MISSING, join.standing(0));
    assertEquals(-1, join.observation().sequence());
    robot.pose(1000, 10, 2, 1, 0.5);
    assertEquals(Freshness.MISSING, join.standing(10));
    assertEquals(TwoSensors.WHEELS, join.blamed());
    robot.wheels(1000, 11, 0);
    assertEquals(Freshness.READY, join.standing(11));
    assertEquals(2, join.standings().of(Freshness.MISSING));
    assertEquals(1, join.standings().of(Freshness.READY));
  }

  @Test
  void isStaleBeyondTheLimitOfEachSensor() {
    robot.pose(1000, 100, 2, 1, 0.5);
    robot.wheels(1000, 100, 0);
    assertEquals(Freshness.READY, join.standing(120));
    assertEquals(Freshness.STALE, join.standing(121));
    assertEquals(TwoSensors.WHEELS, join.blamed());
    robot.wheels(1030, 130, 0.5);
    assertEquals(Freshness.READY, join.standing(150));
    robot.wheels(1040, 150, 0.25);
    assertEquals(Freshness.STALE, join.standing(151));
    assertEquals(TwoSensors.POSE, join.blamed());
    assertEquals(0.5, state()[3], "what was observed last stays");
  }

  @Test
  void doesNotTrustAClockThatWentBack() {
    robot.pose(1000, 100, 2, 1, 0.5);
    robot.wheels(1000, 100, 0);
    assertEquals(Freshness.READY, join.standing(80), "received after the cycle's time was read");
    assertEquals(Freshness.STALE, join.standing(79));
    assertEquals(Freshness.STALE, join.standing(Long.MIN_VALUE / 2));
  }

  @Test
  void isBadWhenAStateIsFartherOutThanTheMargin() {
    robot.pose(1000, 100, 2, 1, 0.5);
    robot.wheels(1000, 100, 1.1);
    assertEquals(Freshness.READY, join.standing(100));
    assertEquals(1.1, state()[3]);
    robot.wheels(1001, 101, 1.1000001);
    assertEquals(Freshness.BAD, join.standing(101));
    assertEquals(TwoSensors.WHEELS, join.blamed());
    robot.wheels(1002, 102, -1.1000001);
    assertEquals(Freshness.BAD, join.standing(102));
    robot.wheels(1003, 103, -1.1);
    assertEquals(Freshness.READY, join.standing(103));
  }

  @Test
  void takesAnyFiniteValueOfWhatHasNoBounds() {
    robot.pose(1000, 100, 1e300, -1e300, 0);
    robot.wheels(1000, 100, 0);
    assertEquals(Freshness.READY, join.standing(100));
  }

  @Test
  void isBadFromTheFrameOnThatIsNotFinite() {
    robot.wheels(1000, 100, 0);
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      robot.pose(1000, 100, 2, 1, 0.5);
      assertEquals(Freshness.READY, join.standing(100));
      FrameOutcome outcome = robot.pose(1001, 101, 2, value, 0.5);
      assertEquals(
          Double.isNaN(value) ? FrameOutcome.NOT_A_NUMBER : FrameOutcome.INFINITE, outcome);
      assertEquals(Freshness.BAD, join.standing(101));
      robot.epoch++;
      robot.wheels(1000, 100, 0);
    }
    robot.pose(1002, 102, 2, 1, 0.5);
    assertEquals(Freshness.READY, join.standing(102));
  }

  @Test
  void bringsAnglesBackWithinTheirBounds() {
    robot.wheels(1000, 100, 0);
    robot.pose(1000, 100, 2, 1, 0.5 + 6 * Math.PI);
    assertEquals(Freshness.READY, join.standing(100));
    assertEquals(0.5, state()[2], 1e-12);
    robot.pose(1001, 100, 2, 1, 1e300);
    assertEquals(Freshness.BAD, join.standing(100), "no digit of such an angle means anything");
  }

  @Test
  void hearsNothingInWhatTheBrokerKept() {
    robot.wheels(1000, 100, 0);
    assertEquals(FrameOutcome.RETAINED, robot.send(TwoSensors.POSE, 1, 1000, 100, true, 2, 1, 0.5));
    assertEquals(Freshness.MISSING, join.standing(100));
    assertEquals(1, join.counts(TwoSensors.POSE).of(FrameOutcome.RETAINED));
  }

  @Test
  void doesNotCallOldWordsNewBecauseTheyCameAgain() {
    robot.wheels(1000, 100, 0);
    robot.send(TwoSensors.POSE, 5, 1000, 100, false, 2, 1, 0.5);
    assertEquals(
        FrameOutcome.DUPLICATE, robot.send(TwoSensors.POSE, 5, 1000, 140, false, 2, 1, 0.5));
    assertEquals(
        FrameOutcome.REORDERED, robot.send(TwoSensors.POSE, 4, 999, 145, false, 2, 1, 0.5));
    assertEquals(
        FrameOutcome.DUPLICATE,
        robot.send(TwoSensors.POSE, 6, 1000, 150, false, 2, 1, 0.5),
        "a bridge that counts on while its measurement stands still");
    robot.wheels(1050, 151, 0.5);
    assertEquals(Freshness.STALE, join.standing(151));
    assertEquals(TwoSensors.POSE, join.blamed());
    assertEquals(2, join.counts(TwoSensors.POSE).of(FrameOutcome.DUPLICATE));
  }

  @Test
  void losesOneReadingWhenTheRobotsClockIsSetBack() {
    robot.wheels(5000, 100, 0);
    robot.pose(5000, 100, 2, 1, 0.5);
    assertEquals(FrameOutcome.BAD_FIELD, robot.pose(1000, 110, 3, 1, 0.5));
    assertEquals(Freshness.READY, join.standing(110));
    assertEquals(2, state()[1], "the reading before still counts");
    assertEquals(5000, join.observation().stampNs());
    assertEquals(FrameOutcome.ACCEPTED, robot.pose(1010, 115, 3, 1, 0.5));
    assertEquals(Freshness.READY, join.standing(115));
    assertEquals(3, state()[1]);
    assertEquals(1010, join.observation().stampNs());
    assertEquals(1, join.counts(TwoSensors.POSE).of(FrameOutcome.BAD_FIELD));
  }

  @Test
  void asksAllSensorsAgainWhenOneWasRestarted() {
    robot.pose(5000, 100, 2, 1, 0.5);
    robot.wheels(5000, 100, 0);
    assertEquals(Freshness.READY, join.standing(100));
    robot.epoch = 2;
    assertEquals(FrameOutcome.ACCEPTED, robot.pose(10, 101, 2, 1, 0.5));
    assertEquals(Freshness.MISSING, join.standing(101));
    assertEquals(TwoSensors.WHEELS, join.blamed());
    robot.epoch = 1;
    robot.wheels(5001, 102, 0.5);
    assertEquals(Freshness.READY, join.standing(102), "sensors may count epochs of their own");
    assertEquals(10, join.observation().stampNs());
  }

  @Test
  void asksNoSensorAgainThatWasHeardInTheNewEpoch() {
    robot.pose(5000, 100, 2, 1, 0.5);
    robot.wheels(5000, 100, 0);
    robot.epoch = 2;
    robot.pose(10, 101, 2, 1, 0.5);
    robot.wheels(11, 102, 0);
    assertEquals(Freshness.READY, join.standing(102));
  }

  @Test
  void noticesANoisySensorThatRepeatsItself() {
    for (int k = 0; k <= 11; k++) {
      robot.pose(1000 + k, 10L * k, 2, 1, 0.5);
      robot.wheels(1000 + k, 10L * k, 0.125);
      Freshness expected = k <= 10 ? Freshness.READY : Freshness.FROZEN;
      assertEquals(expected, join.standing(10L * k), "step " + k);
    }
    assertEquals(TwoSensors.WHEELS, join.blamed(), "the pose may repeat itself");
    robot.wheels(2000, 120, Math.nextUp(0.125));
    assertEquals(Freshness.READY, join.standing(120));
  }

  @Test
  void namesTheOldestOfItsReadings() {
    robot.epoch = 3;
    robot.send(TwoSensors.POSE, 41, -7000, 90, false, 2, 1, 0.5);
    robot.epoch = 4;
    robot.send(TwoSensors.WHEELS, 12, -7010, 95, false, 7, 0);
    assertEquals(Freshness.READY, join.standing(100));
    Observation observation = join.observation();
    assertEquals(4, observation.epoch());
    assertEquals(12, observation.sequence());
    assertEquals(-7010, observation.stampNs());
    assertEquals(90, observation.receivedNs(), "the earliest receipt, of whichever sensor");
    robot.send(TwoSensors.WHEELS, 13, -6990, 99, false, 7, 0.5);
    assertEquals(Freshness.READY, join.standing(100));
    assertEquals(3, observation.epoch());
    assertEquals(41, observation.sequence());
    assertEquals(-7000, observation.stampNs());
  }

  @Test
  void refusesAFrameOfTheWrongShape() {
    assertEquals(
        FrameOutcome.WRONG_DIMENSION, robot.send(TwoSensors.WHEELS, 1, 1000, 10, false, 0.5));
    assertEquals(FrameOutcome.EMPTY, join.read(TwoSensors.WHEELS, new byte[8], 0, false, 10));
    assertEquals(2, join.counts(TwoSensors.WHEELS).total());
    assertEquals(Freshness.MISSING, join.standing(10));
  }

  @Test
  void saysTheWorstOfSeveralTroubles() {
    robot.pose(1000, 0, 2, 1, 0.5);
    robot.wheels(1000, 100, 9);
    assertEquals(Freshness.BAD, join.standing(100), "the pose is stale");
    assertEquals(TwoSensors.WHEELS, join.blamed());
  }

  @Test
  void everyStandingButReadyHasAVerdictThatHolds() {
    Set<Freshness> held = new HashSet<>();
    for (Freshness freshness : Freshness.values()) {
      Verdict verdict = freshness.verdict();
      if (verdict != null) {
        assertTrue(verdict.name().matches("HELD_(STALE|BAD)_OBSERVATION"), freshness.name());
        held.add(freshness);
      }
    }
    assertEquals(Set.of(Freshness.FROZEN, Freshness.STALE, Freshness.BAD, Freshness.MISSING), held);
  }
}
