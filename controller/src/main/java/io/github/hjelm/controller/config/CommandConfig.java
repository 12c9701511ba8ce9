package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.sim.GuardLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * How commands are written.
 *
 * @param codec one of {@link FrameCodecs#names()}
 * @param key signs commands and is asked of frames; nothing is signed when absent
 * @param validFor how old an observation may be when the command that answers it is applied
 * @param actingDelay from a cycle until its command moves the robot
 */
public record CommandConfig(
    String codec, Optional<CommandKey> key, Optional<Duration> validFor, Duration actingDelay) {

  static final String VALID_FOR_WORDS = Patience.WORDS + " and at most 1 s";

  /** The defaults. */
  public static CommandConfig standard() {
    return new CommandConfig(
        RobotSettings.COMMAND_CODEC.standard(),
        Optional.empty(),
        Optional.empty(),
        RobotSettings.COMMAND_ACTING_DELAY.standard());
  }

  /** The same, signed. */
  public CommandConfig withKey(CommandKey newKey) {
    return new CommandConfig(codec, Optional.of(newKey), validFor, actingDelay);
  }

  /** The same with another delay. */
  public CommandConfig withActingDelay(Duration delay) {
    return new CommandConfig(codec, key, validFor, delay);
  }

  /** A codec for one thread. */
  public FrameCodec newCodec() {
    return FrameCodecs.named(codec, key);
  }

  public long actingDelayNs() {
    return actingDelay.toNanos();
  }

  /** A robot's guard refuses what claims to be valid for longer than it was told at most. */
  public long validForNs(long cycleNs) {
    return validFor
        .map(Duration::toNanos)
        .orElseGet(() -> Math.min(Patience.ns(cycleNs), GuardLimits.DEFAULT_MAX_VALID_FOR_NS));
  }
}
