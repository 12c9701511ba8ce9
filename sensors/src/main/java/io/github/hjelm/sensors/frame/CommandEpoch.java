package io.github.hjelm.sensors.frame;

import java.util.random.RandomGenerator;

/**
 * A controller's right to command one robot: takes an epoch when the robot's status arrives,
 * numbers the commands in it, and ends when somebody else has taken a later one. The rules are in
 * {@code docs/wire.md}.
 *
 * <p>Belongs to the thread that hears the status and sends the commands; {@link #takeOver()} and
 * {@link #isFenced()} are for any thread.
 */
public final class CommandEpoch implements CommandNumbers {

  /**
   * How much of an epoch is drawn by chance, so that two controllers that have read the same status
   * take different ones. Small against the jump that a guard allows, {@code max_epoch_jump}.
   */
  public static final int DRAWN_BITS = 16;

  private static final long DRAWN_MASK = (1L << DRAWN_BITS) - 1;

  /** Above this, the counted part has used up 63 bits. */
  private static final long LAST_COUNT = Long.MAX_VALUE >> DRAWN_BITS;

  private static final String SOURCE = "robot";

  private final String robot;
  private final RandomGenerator draws;

  private boolean online;

  /** Which life of the robot this is about; no sender's epoch is negative. */
  private long robotEpoch = -1;

  private long commandEpoch;

  /** What was taken last, 0 before the first. */
  private long epoch;

  private long sequence;
  private volatile boolean fenced;
  private volatile boolean takingOver;

  /**
   * @param draws must differ between controllers, so a seed is for tests only
   */
  public CommandEpoch(String robot, RandomGenerator draws) {
    this.robot = robot;
    this.draws = draws;
  }

  public String robot() {
    return robot;
  }

  /** Learns from a status; those of others than the robot say nothing here. */
  public void learn(StatusFrame status) {
    if (!status.robot().equals(robot) || !status.source().equals(SOURCE)) {
      return;
    }
    online = status.online();
    if (!online) {
      // A last will was written before the connection, and its command epoch with it.
      return;
    }
    commandEpoch = status.commandEpoch();
    // An epoch in which this controller has said nothing was taken by somebody else.
    boolean taken = commandEpoch > epoch || (commandEpoch == epoch && sequence == 0);
    if (status.epoch() == robotEpoch) {
      fenced |= taken;
      return;
    }
    robotEpoch = status.epoch();
    fenced |= epoch != 0 && commandEpoch > epoch;
    if (!fenced) {
      take();
    }
  }

  /**
   * Takes a later epoch than the robot names before the next command, whoever drives now; any
   * thread.
   */
  public void takeOver() {
    takingOver = true;
  }

  /** Whether the robot is there and listens to this controller. */
  public boolean mayCommand() {
    if (!online) {
      return false;
    }
    if (takingOver) {
      takingOver = false;
      takeLater();
    }
    return !fenced;
  }

  /** Whether somebody else has taken over; any thread. */
  public boolean isFenced() {
    return fenced;
  }

  /** Whether the robot's last word was that it is there. */
  public boolean isOnline() {
    return online;
  }

  /** The epoch to send with, 0 before the first was taken. */
  @Override
  public long epoch() {
    return epoch;
  }

  /** The number of the next command; 1 begins an epoch. */
  @Override
  public long nextSequence() {
    sequence++;
    return sequence;
  }

  private void takeLater() {
    // What is later already stays: epochs that nobody accepts would add up to a jump too far.
    if (fenced || commandEpoch >= epoch) {
      take();
    }
  }

  private void take() {
    long count = (commandEpoch >> DRAWN_BITS) + 1;
    // Who has used up all numbers is as good as somebody with a later one.
    fenced = count > LAST_COUNT;
    epoch = (Math.min(count, LAST_COUNT) << DRAWN_BITS) | (draws.nextLong() & DRAWN_MASK);
    sequence = 0;
  }
}
