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
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Records one robot's flight. It watches from before the robot's loop is put together, and records
 * from {@link #attach} on. Whatever is wrong with it ends the recording and nothing else.
 *
 * <p>A robot whose bundle is changed in flight gets another loop. Cycles of a loop that was not
 * attached are counted as dropped; where the loop before flies again, its record goes on behind a
 * gap, and where the new one stays it is attached and begins a flight of its own.
 */
public final class FlightRecorder
    implements CycleWatcher, FrameWatcher, AnswerWatcher, CommandWatcher {

  private final FlightRecorders all;
  private final FlightCounts counts = new FlightCounts();

  // Set before the loop begins, or on its thread.
  private @Nullable ControlLoop loop;
  private @Nullable FlightTape tape;

  /** Whether another loop flies the robot than the one that is recorded. */
  private boolean away;

  FlightRecorder(FlightRecorders all) {
    this.all = all;
  }

  /**
   * Records this robot's cycles from its next one on. Not for the path: it looks into the folder.
   *
   * @param onLoop runs something between two cycles; at once where there was no cycle yet
   * @throws FlightRefusal when what it needs cannot be kept
   */
  public void attach(FleetMember member, Executor onLoop) throws FlightRefusal {
    FlightTape begun = all.begin(member, counts);
    ControlLoop flown = member.loop();
    onLoop.execute(
        () -> {
          begin(flown, begun);
          member.policy().watch(this);
          member.publisher().watch(this);
        });
  }

  /** From now on this tape is told. */
  void begin(ControlLoop recorded, FlightTape begun) {
    FlightTape before = tape;
    if (before != null) {
      all.retire(before);
    }
    loop = recorded;
    tape = begun;
    away = false;
    recorded.sensors().watch(this);
  }

  /** The tape that is told now; null where there is none or another loop flies. */
  private @Nullable FlightTape told() {
    return away ? null : tape;
  }

  /** The robot is gone: what is recorded is written out. No cycle comes after this. */
  public void end() {
    FlightTape last = tape;
    tape = null;
    if (last != null) {
      all.retire(last);
    }
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
    FlightTape now = told();
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
    FlightTape now = told();
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
    FlightTape now = told();
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
    FlightTape now = told();
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
    FlightTape now = told();
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
    if (now == null) {
      return;
    }
    if (seen != loop) {
      away = true;
      counts.drop();
    } else if (away) {
      away = false;
      now.interrupt();
    } else {
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
