package io.github.hjelm.sensors.sim;

import java.util.List;
import java.util.Map;

/**
 * How a simulated robot behaves; {@code docs/simulation.md} lists the settings as a user writes
 * them.
 *
 * @param name the robot's name in topics and frames
 * @param rateHz sensor frames and control periods per second
 * @param substeps integration steps per control period
 * @param seed of everything random
 * @param noise standard deviation of every channel, in the state's own unit
 * @param noiseOfState the same for single states, by name; goes before {@code noise}
 * @param delayNs from a reading to its frame
 * @param dropout the share of readings that never become frames
 * @param disturbanceHoldNs how long one disturbance lasts
 * @param lookAheadS how far the adversary looks
 * @param codec the codec's name
 * @param limits of the actuator guard
 * @param stopOnCollision whether a robot that has hit something stays where it is
 * @param radiusM how far from an obstacle its reference point must stay
 */
public record SimSettings(
    String name,
    double rateHz,
    int substeps,
    long seed,
    double noise,
    Map<String, Double> noiseOfState,
    long delayNs,
    double dropout,
    DisturbanceModel disturbance,
    long disturbanceHoldNs,
    double lookAheadS,
    String codec,
    GuardLimits limits,
    boolean stopOnCollision,
    double radiusM) {

  public SimSettings {
    noiseOfState = Map.copyOf(noiseOfState);
  }

  /**
   * A setting as a user writes it.
   *
   * @param standard what it is unless somebody sets it
   */
  public record Setting(String name, String standard, String meaning) {}

  /** All settings, in the order of help and documentation. */
  public static List<Setting> all() {
    return SimSettingsReader.SETTINGS;
  }

  /** The defaults. */
  public static SimSettings standard(String name) throws SimRefusal {
    return of(name, Map.of());
  }

  /**
   * The defaults with some settings changed.
   *
   * @param name the robot's name unless {@code settings} has another
   * @param settings values by setting, as written on the command line
   */
  public static SimSettings of(String name, Map<String, String> settings) throws SimRefusal {
    return new SimSettingsReader(settings).read(name);
  }

  public long periodNs() {
    return Math.round(1e9 / rateHz);
  }
}
