package io.github.hjelm.sensors.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CommandEpochTest {

  private static final long BLOCK = 1L << CommandEpoch.DRAWN_BITS;

  private final CommandEpoch mine = new CommandEpoch("r", () -> 7);

  @Test
  void commandsNothingBeforeTheRobotHasSpoken() {
    assertFalse(mine.mayCommand());
    mine.learn(status("q", "robot", true, 1, 0));
    mine.learn(status("r", "controller", true, 1, 0));
    assertFalse(mine.mayCommand());
    assertEquals(0, mine.epoch());
    mine.learn(robot(1, 0));
    assertTrue(mine.mayCommand());
    assertEquals(BLOCK + 7, mine.epoch());
    assertEquals(1, mine.nextSequence());
    assertEquals(2, mine.nextSequence());
  }

  @Test
  void takesALaterBlockThanTheRobotNames() {
    mine.learn(robot(1, 3 * BLOCK - 1));
    assertEquals(3 * BLOCK + 7, mine.epoch());
    CommandEpoch next = new CommandEpoch("r", () -> 0);
    next.learn(robot(1, 3 * BLOCK));
    assertEquals(4 * BLOCK, next.epoch());
  }

  /** However late each hears of the other, exactly one of two that began together goes on. */
  @Test
  void twoThatBeginTogetherAgreeOnOne() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100; i++) {
      CommandEpoch a = new CommandEpoch("r", random.split());
      CommandEpoch b = new CommandEpoch("r", random.split());
      a.learn(robot(1, 5));
      b.learn(robot(1, 5));
      a.nextSequence();
      b.nextSequence();
      long first = random.nextBoolean() ? a.epoch() : b.epoch();
      long larger = Math.max(a.epoch(), b.epoch());
      for (CommandEpoch each : new CommandEpoch[] {a, b}) {
        each.learn(robot(1, first));
        each.learn(robot(1, larger));
        assertEquals(each.epoch() < larger, each.isFenced(), a.epoch() + " and " + b.epoch());
      }
    }
  }

  @Test
  void yieldsAnEpochThatItDidNotBring() {
    mine.learn(robot(1, 0));
    mine.learn(robot(1, mine.epoch()));
    assertTrue(mine.isFenced(), "it has said nothing in that epoch");
    mine.takeOver();
    assertTrue(mine.mayCommand());
    mine.nextSequence();
    mine.learn(robot(1, mine.epoch()));
    assertFalse(mine.isFenced(), "this one is its own");
  }

  @Test
  void staysFencedUntilItTakesOver() {
    mine.learn(robot(1, 0));
    mine.nextSequence();
    mine.learn(robot(1, 9 * BLOCK));
    assertFalse(mine.mayCommand());
    // The robot comes back and has forgotten its epoch.
    mine.learn(robot(2, 0));
    mine.learn(robot(2, 0));
    assertFalse(mine.mayCommand());
    mine.learn(robot(2, BLOCK + 1));
    mine.takeOver();
    assertTrue(mine.mayCommand());
    assertEquals(2 * BLOCK + 7, mine.epoch());
  }

  @Test
  void takesOverOncePerWordOfTheRobot() {
    mine.learn(robot(1, 0));
    for (int i = 1; i <= 100; i++) {
      mine.takeOver();
      assertTrue(mine.mayCommand());
      assertEquals(BLOCK + 7, mine.epoch(), "later than what the robot names already");
      assertEquals(i, mine.nextSequence());
    }
    mine.learn(robot(1, BLOCK + 7));
    mine.takeOver();
    assertTrue(mine.mayCommand());
    assertEquals(2 * BLOCK + 7, mine.epoch(), "for a guard that waits for a new one");
    assertEquals(1, mine.nextSequence());
  }

  @Test
  void takesANewEpochInANewLifeOfTheRobot() {
    mine.learn(robot(1, 5 * BLOCK));
    mine.nextSequence();
    long before = mine.epoch();
    mine.learn(robot(2, before));
    assertTrue(mine.mayCommand());
    assertEquals(before + BLOCK, mine.epoch());
    assertEquals(1, mine.nextSequence());
    mine.learn(robot(3, 0));
    assertEquals(BLOCK + 7, mine.epoch(), "a robot that has forgotten allows no jump");
  }

  @Test
  void yieldsToWhoCommandedARobotInItsNewLife() {
    mine.learn(robot(1, 0));
    mine.nextSequence();
    mine.learn(robot(2, mine.epoch() + 1));
    assertTrue(mine.isFenced());
  }

  @Test
  void goesOnWhenTheRobotWasOnlyOutOfReach() {
    mine.learn(robot(1, 0));
    mine.nextSequence();
    long epoch = mine.epoch();
    // A last will, written when the robot connected, knows another epoch and an old command epoch.
    mine.learn(status("r", "robot", false, 0, 0));
    assertFalse(mine.isOnline());
    assertFalse(mine.mayCommand());
    mine.learn(robot(1, epoch));
    assertTrue(mine.mayCommand());
    assertEquals(epoch, mine.epoch());
    assertEquals(2, mine.nextSequence());
  }

  @Test
  void takesNothingFromALastWill() {
    mine.learn(status("r", "robot", false, 1, 0));
    assertEquals(0, mine.epoch());
    mine.learn(robot(1, 4 * BLOCK));
    assertEquals(5 * BLOCK + 7, mine.epoch());
  }

  @Test
  void endsWithTheNumbers() {
    mine.learn(robot(1, Long.MAX_VALUE - BLOCK));
    assertTrue(mine.mayCommand());
    assertTrue(mine.epoch() > Long.MAX_VALUE - BLOCK);
    mine.nextSequence();
    mine.learn(robot(1, Long.MAX_VALUE));
    mine.takeOver();
    assertFalse(mine.mayCommand());
    assertTrue(mine.epoch() > 0);
  }

  private static StatusFrame robot(long epoch, long commandEpoch) {
    return status("r", "robot", true, epoch, commandEpoch);
  }

  private static StatusFrame status(
      String robot, String source, boolean online, long epoch, long commandEpoch) {
    return new StatusFrame(robot, source, online, epoch, commandEpoch, 0, "m", "binary", "");
  }
}
