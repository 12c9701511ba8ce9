package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.health.Recording;
import io.github.hjelm.controller.loop.AnswerWatcher;
import io.github.hjelm.controller.loop.CommandWatcher;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.observe.FrameWatcher;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Records one robot's flight. It watches from before the robot's loop is put together, and records
 * from {@link #attach} on. Whatever is wrong with it ends the recording and nothing else.
 */
public final class FlightRecorder
    implements CycleWatcher, FrameWatcher, AnswerWatcher, CommandWatcher {

  private final FlightRecorders all;
  private final FlightCounts counts = new FlightCounts();

  // Set before the loop begins; its thread only.
  private @Nullable ControlLoop loop;
  private @Nullable FlightTape tape;

  FlightRecorder(FlightRecorders all) {
    this.all = all;
  }

  /**
   * Records this robot's cycles; before the first of them.
   *
   * @throws FlightRefusal when what it needs cannot be kept
   */
  public void attach(FleetMember member) throws FlightRefusal {
    begin(member.loop(), all.begin(member, counts));
    member.policy().watch(this);
    member.publisher().watch(this);
  }

  /** From now on the tape is told. */
  void begin(ControlLoop recorded, FlightTape begun) {
    loop = recorded;
    tape = begun;
    recorded.sensors().watch(this);
  }

  /** What it has done so far. */
  public Recording counts() {
    return counts;
  }

  FlightCounts flightCounts() {
    return counts;
  }

  /** Why nothing is recorded any more, or empty. */
  public String problem() {
    return counts.problem();
  }

  @Override
  @HotPath
  public void begins() {
    FlightTape now = tape;
    if (now != null) {
      try {
        now.begins();
      } catch (RuntimeException e) {
        broke(e);
      }
    }
  }

  @Override
  @HotPath
  public void hears(int sensor, byte[] payload, int length, boolean retained, long receivedNs) {
    FlightTape now = tape;
    if (now != null) {
      try {
        now.hears(sensor, payload, length, retained, receivedNs);
      } catch (RuntimeException e) {
        broke(e);
      }
    }
  }

  @Override
  @HotPath
  public void answered(float[] actions) {
    FlightTape now = tape;
    if (now != null) {
      try {
        now.answered(actions);
      } catch (RuntimeException e) {
        broke(e);
      }
    }
  }

  @Override
  public void unanswered(Throwable fault) {
    FlightTape now = tape;
    if (now != null) {
      try {
        now.unanswered(fault);
      } catch (RuntimeException e) {
        broke(e);
      }
    }
  }

  @Override
  @HotPath
  public void left(CommandFrame frame, byte[] payload, int length, PublishOutcome outcome) {
    FlightTape now = tape;
    if (now != null) {
      try {
        now.left(frame, payload, length, outcome);
      } catch (RuntimeException e) {
        broke(e);
      }
    }
  }

  @Override
  @HotPath
  public void saw(ControlLoop seen, SafeCommand command, long nowNs) {
    FlightTape now = tape;
    if (now != null && seen == loop) {
      try {
        now.saw(command, nowNs);
      } catch (RuntimeException e) {
        broke(e);
      }
    }
  }

  @Override
  public void failed(Throwable fault) {
    // What was thrown is thrown again in the replay; why a policy failed is in its record.
  }

  private void broke(RuntimeException e) {
    tape = null;
    counts.end("the flight recorder broke (" + e + "); the robot flies on");
  }
}
