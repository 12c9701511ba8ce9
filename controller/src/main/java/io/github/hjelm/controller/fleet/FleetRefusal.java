package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.config.ConfigPlaces;
import io.github.hjelm.controller.config.RobotKey;
import io.github.hjelm.controller.observe.ObservationRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Why a controller does not start, or does not do what it is told, in one sentence for its user.
 * Where a robot's configuration is at fault it knows the key, and whoever knows the file says where
 * that stands.
 */
public final class FleetRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String robot;
  private final @Nullable RobotKey key;
  private final int sensor;

  FleetRefusal(String sentence, @Nullable Throwable cause) {
    this(sentence, cause, "", null, -1);
  }

  private FleetRefusal(
      String sentence,
      @Nullable Throwable cause,
      String robot,
      @Nullable RobotKey key,
      int sensor) {
    super(sentence, cause);
    this.robot = robot;
    this.key = key;
    this.sensor = sensor;
  }

  /** Somebody else's refusal, which a key of a robot's configuration leads to. */
  public static FleetRefusal of(String robot, RobotKey key, Exception cause) {
    return of(robot, key, String.valueOf(cause.getMessage()), cause);
  }

  /** The same in other words. */
  static FleetRefusal of(String robot, RobotKey key, String sentence, @Nullable Exception cause) {
    return new FleetRefusal(sentence, cause, robot, key, -1);
  }

  /** What a robot's sensors lead to. */
  static FleetRefusal of(String robot, ObservationRefusal cause) {
    return new FleetRefusal(cause.sentence(), cause, robot, RobotKey.SENSORS, cause.sensor());
  }

  /** The same with the place in its sentence. */
  public FleetRefusal in(ConfigPlaces places) {
    return key == null
        ? this
        : new FleetRefusal(places.refusal(robot, key, sensor, String.valueOf(getMessage())), this);
  }

  /** The message, which always is there. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
