package io.github.hjelm.sensors.sim;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One offered command, and the test-vector lines that it is written as and read from. */
final class GuardVectors {

  private GuardVectors() {}

  /** What a guard is offered. */
  record Offer(
      long nowNs,
      boolean authentic,
      boolean retained,
      boolean stop,
      long epoch,
      long sequence,
      long stampNs,
      long validForNs,
      String values) {

    GuardOutcome to(ActuatorGuard guard) {
      double[] numbers = numbers(values);
      return guard.offer(
          nowNs,
          authentic,
          retained,
          stop,
          epoch,
          sequence,
          stampNs,
          validForNs,
          numbers,
          numbers.length);
    }

    String line(GuardOutcome outcome) {
      return String.join(
          ",",
          "offer",
          Long.toString(nowNs),
          bit(authentic),
          bit(retained),
          bit(stop),
          Long.toString(epoch),
          Long.toString(sequence),
          Long.toString(stampNs),
          Long.toString(validForNs),
          values,
          outcome.name());
    }
  }

  static String guardLine(double[] lower, double[] upper, GuardLimits limits) {
    return String.join(
        ",",
        "guard",
        text(lower),
        text(upper),
        Long.toString(limits.deadmanNs()),
        Long.toString(limits.maxValidForNs()),
        Long.toString(limits.maxEpochJump()),
        bit(limits.latchAfterDeadman()),
        Long.toString(limits.lastEpoch()));
  }

  static String applyLine(long nowNs, double[] fallback, GuardState state, double[] motors) {
    return String.join(
        ",", "apply", Long.toString(nowNs), text(fallback), state.name(), text(motors));
  }

  static ActuatorGuard guard(String[] fields) {
    return new ActuatorGuard(
        numbers(fields[1]),
        numbers(fields[2]),
        new GuardLimits(
            Long.parseLong(fields[3]),
            Long.parseLong(fields[4]),
            Long.parseLong(fields[5]),
            fields[6].equals("1"),
            Long.parseLong(fields[7])));
  }

  static Offer offer(String[] fields) {
    return new Offer(
        Long.parseLong(fields[1]),
        fields[2].equals("1"),
        fields[3].equals("1"),
        fields[4].equals("1"),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        Long.parseLong(fields[7]),
        Long.parseLong(fields[8]),
        fields[9]);
  }

  static double[] numbers(String list) {
    return list.equals("-")
        ? new double[0]
        : Arrays.stream(list.split(";")).mapToDouble(Double::parseDouble).toArray();
  }

  static String text(double[] values) {
    return values.length == 0
        ? "-"
        : Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(";"));
  }

  private static String bit(boolean value) {
    return value ? "1" : "0";
  }
}
