package io.github.hjelm.sensors.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The guard's contract a second time, slow and obvious: it remembers every accepted command and
 * works everything out from that history. For clocks that neither wrap nor run backwards.
 */
final class GuardOracle {

  private final double[] lower;
  private final double[] upper;
  private final GuardLimits limits;
  private final List<GuardVectors.Offer> accepted = new ArrayList<>();

  GuardOracle(double[] lower, double[] upper, GuardLimits limits) {
    this.lower = lower;
    this.upper = upper;
    this.limits = limits;
  }

  Optional<GuardVectors.Offer> last() {
    return accepted.isEmpty() ? Optional.empty() : Optional.of(accepted.get(accepted.size() - 1));
  }

  GuardState state(long nowNs) {
    if (last().isEmpty()) {
      return GuardState.WAITING;
    }
    GuardVectors.Offer command = last().get();
    if (nowNs - command.nowNs() >= limits.deadmanNs()) {
      return GuardState.SILENT;
    }
    if (command.stop()) {
      return GuardState.STOPPED;
    }
    return nowNs - command.stampNs() <= command.validForNs()
        ? GuardState.DRIVING
        : GuardState.EXPIRED;
  }

  GuardOutcome offer(GuardVectors.Offer command) {
    GuardOutcome outcome = judge(command);
    if (outcome == GuardOutcome.ACCEPTED) {
      accepted.add(command);
    }
    return outcome;
  }

  private GuardOutcome judge(GuardVectors.Offer command) {
    if (!command.authentic()) {
      return GuardOutcome.NOT_AUTHENTIC;
    }
    if (command.retained()) {
      return GuardOutcome.RETAINED;
    }
    GuardOutcome order = judgeOrder(command);
    if (order != GuardOutcome.ACCEPTED || command.stop()) {
      return order;
    }
    if (command.validForNs() <= 0 || command.validForNs() > limits.maxValidForNs()) {
      return GuardOutcome.BAD_VALIDITY;
    }
    if (command.stampNs() > command.nowNs()) {
      return GuardOutcome.FROM_THE_FUTURE;
    }
    if (command.stampNs() + command.validForNs() < command.nowNs()) {
      return GuardOutcome.TOO_OLD;
    }
    double[] values = GuardVectors.numbers(command.values());
    if (values.length != lower.length) {
      return GuardOutcome.WRONG_COUNT;
    }
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      return GuardOutcome.NOT_FINITE;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] < lower[i] || values[i] > upper[i]) {
        return GuardOutcome.OUT_OF_BOUNDS;
      }
    }
    return GuardOutcome.ACCEPTED;
  }

  private GuardOutcome judgeOrder(GuardVectors.Offer command) {
    if (last().isEmpty()) {
      if (command.epoch() <= limits.lastEpoch()) {
        return GuardOutcome.OLD_EPOCH;
      }
      return command.epoch() > limits.lastEpoch() + limits.maxEpochJump()
          ? GuardOutcome.EPOCH_JUMP
          : GuardOutcome.ACCEPTED;
    }
    GuardVectors.Offer before = last().get();
    if (command.epoch() < before.epoch()) {
      return GuardOutcome.OLD_EPOCH;
    }
    if (command.epoch() > before.epoch() + limits.maxEpochJump()) {
      return GuardOutcome.EPOCH_JUMP;
    }
    if (command.epoch() > before.epoch()) {
      return GuardOutcome.ACCEPTED;
    }
    if (limits.latchAfterDeadman() && state(command.nowNs()) == GuardState.SILENT) {
      return GuardOutcome.LATCHED;
    }
    if (command.sequence() == before.sequence()) {
      return GuardOutcome.DUPLICATE;
    }
    return command.sequence() < before.sequence() ? GuardOutcome.REORDERED : GuardOutcome.ACCEPTED;
  }
}
