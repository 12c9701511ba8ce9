package io.github.hjelm.sensors.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded stream of commands as a bad network, a bad controller and an attacker send them. */
final class CommandStream {

  private final Random random;
  private final GuardLimits limits;
  private final List<GuardVectors.Offer> sent = new ArrayList<>();
  private long epoch;
  private long sequence;

  CommandStream(Random random, GuardLimits limits) {
    this.random = random;
    this.limits = limits;
    this.epoch = limits.lastEpoch() + 1;
  }

  /** The next command; of two motors, each in [-1, 1]. */
  GuardVectors.Offer next(long nowNs) {
    GuardVectors.Offer good = good(nowNs);
    GuardVectors.Offer command =
        switch (random.nextInt(24)) {
          case 0 -> again(nowNs, sent.isEmpty() ? good : sent.get(sent.size() - 1));
          case 1, 2 -> again(nowNs, sent.isEmpty() ? good : sent.get(random.nextInt(sent.size())));
          case 3 -> with(good, false, false, false);
          case 4 -> with(good, true, true, false);
          case 5 -> with(good, true, false, true);
          case 6 -> newSession(good);
          case 7 -> session(good, epoch - 1 - random.nextInt(3), sequence + 1);
          case 8 -> session(good, epoch + limits.maxEpochJump() + random.nextInt(3) - 1, 1);
          case 9 -> session(good, epoch, sequence + random.nextInt(7) - 3);
          case 10 -> times(good, nowNs - limits.maxValidForNs() + random.nextInt(5) - 2, 1 << 20);
          case 11 -> times(good, nowNs + 1 + random.nextInt(1000), good.validForNs());
          case 12 -> times(good, good.stampNs(), random.nextInt(3) - 1);
          case 13 -> times(good, nowNs, limits.maxValidForNs() + random.nextInt(3) - 1);
          case 14 -> times(good, nowNs - random.nextInt(1 << 20), random.nextInt(1 << 20));
          case 15 -> values(good, "NaN;0.5");
          case 16 -> values(good, "0.5;-Infinity");
          case 17 -> values(good, "1.0000000000000002;0.0");
          case 18 -> values(good, random.nextBoolean() ? "-" : "0.0;0.0;0.0");
          default -> good;
        };
    sent.add(command);
    return command;
  }

  private GuardVectors.Offer good(long nowNs) {
    sequence++;
    long ageNs = random.nextInt(3_000_000);
    String values = (2 * random.nextDouble() - 1) + ";" + (random.nextInt(3) - 1);
    return new GuardVectors.Offer(
        nowNs, true, false, false, epoch, sequence, nowNs - ageNs, 10_000_000, values);
  }

  private GuardVectors.Offer newSession(GuardVectors.Offer o) {
    epoch++;
    sequence = random.nextInt(3);
    return session(o, epoch, sequence);
  }

  private static GuardVectors.Offer again(long nowNs, GuardVectors.Offer o) {
    return new GuardVectors.Offer(
        nowNs,
        o.authentic(),
        o.retained(),
        o.stop(),
        o.epoch(),
        o.sequence(),
        o.stampNs(),
        o.validForNs(),
        o.values());
  }

  private static GuardVectors.Offer with(
      GuardVectors.Offer o, boolean authentic, boolean retained, boolean stop) {
    return new GuardVectors.Offer(
        o.nowNs(),
        authentic,
        retained,
        stop,
        o.epoch(),
        o.sequence(),
        o.stampNs(),
        o.validForNs(),
        stop ? "NaN" : o.values());
  }

  private static GuardVectors.Offer session(GuardVectors.Offer o, long epoch, long sequence) {
    return new GuardVectors.Offer(
        o.nowNs(), true, false, false, epoch, sequence, o.stampNs(), o.validForNs(), o.values());
  }

  private static GuardVectors.Offer times(GuardVectors.Offer o, long stampNs, long validForNs) {
    return new GuardVectors.Offer(
        o.nowNs(), true, false, false, o.epoch(), o.sequence(), stampNs, validForNs, o.values());
  }

  private static GuardVectors.Offer values(GuardVectors.Offer o, String values) {
    return new GuardVectors.Offer(
        o.nowNs(),
        true,
        false,
        false,
        o.epoch(),
        o.sequence(),
        o.stampNs(),
        o.validForNs(),
        values);
  }
}
