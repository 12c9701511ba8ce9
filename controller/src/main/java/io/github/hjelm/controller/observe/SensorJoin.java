package io.github.hjelm.controller.observe;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One robot's sensors, joined: takes their frames as they come and says, once per cycle, whether
 * they make an {@link Observation}.
 *
 * <p>What it means when something is missing, old or wrong is {@link Freshness}. Freshness is
 * judged by when a reading was received, since the robot's clock cannot be compared with ours; a
 * message sent again, kept by the broker or overtaken does not count as heard. When a sensor begins
 * a new epoch the robot may have been restarted, and its stamps with it: sensors of other epochs
 * are then missing until they are heard again.
 *
 * <p>A state may lie out of its declared bounds by a margin, a share of the width between them:
 * noise reaches beyond what the state itself can. Where a bound is missing on either side there is
 * no width, and every finite value counts. Angles may be counted on over turns and are brought back
 * within their bounds.
 *
 * <p>What cannot be seen here: a sensor that goes on counting and is wrong by little. Comparing
 * what was predicted with what was observed is for a monitor.
 *
 * <p>One instance per robot, stepped by one thread; counts may be read by any.
 */
public final class SensorJoin {

  private final SensorReading[] readings;
  private final SensorFrame scratch = new SensorFrame();
  private final Observation observation;
  private final OutcomeCounts<Freshness> standings = new OutcomeCounts<>(Freshness.class);
  private FrameWatcher watcher = FrameWatcher.NOBODY;
  private int blamed = -1;

  /**
   * @param robot its name, as in the topics
   * @param states of the robot; the inputs have to give each of them once
   * @param boundsMargin how far out of its bounds a state may lie, as a share of their width
   * @param codec of the thread that reads
   * @throws ObservationRefusal when the inputs do not make the states
   */
  public SensorJoin(
      String robot,
      List<Quantity> states,
      List<SensorInput> inputs,
      double boundsMargin,
      FrameCodec codec)
      throws ObservationRefusal {
    SensorInputCheck.check(robot, states, inputs, boundsMargin);
    readings =
        inputs.stream()
            .map(input -> new SensorReading(robot, states, input, boundsMargin, codec))
            .toArray(SensorReading[]::new);
    observation = new Observation(states.size());
  }

  /** How many sensors there are. */
  public int sensors() {
    return readings.length;
  }

  /** One of them, in the order in which they were given. */
  public SensorInput input(int sensor) {
    return readings[sensor].input();
  }

  /** What became of the messages of one sensor. */
  public OutcomeCounts<FrameOutcome> counts(int sensor) {
    return readings[sensor].counts();
  }

  /** What the cycles found. */
  public OutcomeCounts<Freshness> standings() {
    return standings;
  }

  /**
   * Reads one message of one sensor. On top of what its codec and {@link
   * io.github.hjelm.sensors.codec.FrameOrder} refuse, a stamp that stands still within an epoch is
   * {@link FrameOutcome#DUPLICATE} and one that goes back is {@link FrameOutcome#BAD_FIELD}.
   *
   * @param receivedNs when it was received, on the controller's clock
   */
  @HotPath
  public FrameOutcome read(
      int sensor, byte[] payload, int length, boolean retained, long receivedNs) {
    watcher.hears(sensor, payload, length, retained, receivedNs);
    SensorReading reading = readings[sensor];
    boolean wasHeard = reading.wasEverHeard();
    long epochBefore = reading.epoch();
    FrameOutcome outcome = reading.read(payload, length, retained, receivedNs, scratch);
    if (wasHeard && reading.epoch() != epochBefore) {
      forgetOthers(reading.epoch());
    }
    return outcome;
  }

  private void forgetOthers(long epoch) {
    for (SensorReading other : readings) {
      if (other.epoch() != epoch) {
        other.forget();
      }
    }
  }

  /**
   * How the sensors stand. When they are {@link Freshness#READY} the observation is brought up to
   * date, else it stays what it was.
   */
  @HotPath
  public Freshness standing(long nowNs) {
    Freshness worst = Freshness.READY;
    blamed = -1;
    for (int i = 0; i < readings.length; i++) {
      Freshness one = readings[i].standing(nowNs);
      if (one.compareTo(worst) > 0) {
        worst = one;
        blamed = i;
      }
    }
    if (worst == Freshness.READY) {
      for (int i = 0; i < readings.length; i++) {
        observation.add(readings[i], i == 0);
      }
    }
    standings.add(worst);
    return worst;
  }

  /** The sensor because of which the last standing was not ready, -1 when it was. */
  public int blamed() {
    return blamed;
  }

  /** The last observation that was ready; the same instance every cycle. */
  public Observation observation() {
    return observation;
  }

  /** From now on somebody sees what comes in; on the loop's thread, or before it begins. */
  public void watch(FrameWatcher newWatcher) {
    watcher = newWatcher;
  }

  /** Writes down what it knows; counts are not part of it. */
  @HotPath
  public void save(ByteBuffer out) {
    for (SensorReading reading : readings) {
      reading.save(out);
    }
    observation.save(out);
  }

  /** Goes on from what {@link #save} wrote. */
  public void load(ByteBuffer in) {
    for (SensorReading reading : readings) {
      reading.load(in);
    }
    observation.load(in);
  }
}
