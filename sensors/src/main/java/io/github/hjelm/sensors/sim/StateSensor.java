package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * Measures a state as a real sensor does: with noise, sometimes not at all, and late. One thread;
 * allocates nothing in flight.
 */
final class StateSensor {

  /** A delay may be a whole number of periods and the clock may jitter. */
  private static final int SPARE_READINGS = 4;

  private final List<Quantity> states;
  private final double[] sigma;
  private final double dropout;
  private final long delayNs;
  private final SimRandom noise;
  private final SimRandom losses;
  private final Reading[] readings;
  private long sequence;
  private long taken;
  private long lost;
  private long blindReadings;
  private int oldest;
  private int waiting;

  StateSensor(Robot robot, SimSettings settings) throws SimRefusal {
    states = robot.states();
    sigma = new double[states.size()];
    for (int i = 0; i < sigma.length; i++) {
      sigma[i] = settings.noiseOfState().getOrDefault(states.get(i).name(), settings.noise());
    }
    refuseUnknownStates(robot, settings);
    dropout = settings.dropout();
    delayNs = settings.delayNs();
    noise = new SimRandom(settings.seed(), 0);
    losses = new SimRandom(settings.seed(), 1);
    readings = new Reading[(int) (delayNs / settings.periodNs()) + SPARE_READINGS];
    for (int i = 0; i < readings.length; i++) {
      readings[i] = new Reading(sigma.length);
    }
  }

  /** Numbers readings from the beginning, and forgets those that were not sent. */
  void restart() {
    sequence = 0;
    waiting = 0;
    blindReadings = 0;
  }

  /** Nothing comes of the next so many readings. */
  void blind(long count) {
    blindReadings = count;
  }

  /** Takes one reading of the true state. */
  void take(double[] x, long nowNs) {
    sequence++;
    taken++;
    // Drawn in any case, so that one loss does not shift all noise that follows.
    boolean drops = losses.nextDouble() < dropout;
    boolean blind = blindReadings > 0;
    blindReadings -= blind ? 1 : 0;
    boolean full = waiting == readings.length;
    Reading reading = readings[(oldest + (full ? 0 : waiting)) % readings.length];
    for (int i = 0; i < sigma.length; i++) {
      double error = noise.nextGaussian() * sigma[i];
      // A channel without noise reports exactly what is.
      reading.values[i] = sigma[i] > 0 ? states.get(i).wrap(x[i] + error) : x[i];
    }
    if (drops || blind || full) {
      lost++;
      return;
    }
    reading.sequence = sequence;
    reading.stampNs = nowNs;
    waiting++;
  }

  /** Whether a reading is due to be sent. */
  boolean isDue(long nowNs) {
    return waiting > 0 && nowNs - readings[oldest].stampNs >= delayNs;
  }

  /** The oldest reading; valid until the next is taken. */
  Reading next() {
    Reading reading = readings[oldest];
    oldest = (oldest + 1) % readings.length;
    waiting--;
    return reading;
  }

  long taken() {
    return taken;
  }

  long lost() {
    return lost;
  }

  private static void refuseUnknownStates(Robot robot, SimSettings settings) throws SimRefusal {
    List<String> names = robot.states().stream().map(Quantity::name).toList();
    for (String name : settings.noiseOfState().keySet()) {
      if (!names.contains(name)) {
        throw new SimRefusal(
            "setting 'noise."
                + name
                + "' names no state of robot "
                + robot.name()
                + "; it has "
                + String.join(", ", names));
      }
    }
  }

  /** What was measured, and when on the robot's clock. */
  static final class Reading {

    private final double[] values;
    private long sequence;
    private long stampNs;

    private Reading(int valueCount) {
      values = new double[valueCount];
    }

    long sequence() {
      return sequence;
    }

    long stampNs() {
      return stampNs;
    }

    /** In place; read-only by agreement. */
    double[] values() {
      return values;
    }
  }
}
