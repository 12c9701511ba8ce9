package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.health.Recording;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;
import org.jspecify.annotations.Nullable;

/**
 * Records one robot's flight. It watches from before the robot's loop is put together, and records
 * from {@link #attach} on.
 */
public final class FlightRecorder implements CycleWatcher {

  private final FlightRecorders all;
  private final FlightCounts counts = new FlightCounts();

  // Set before the loop begins, or on its thread.
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
    FlightTape begun = all.begin(member, counts);
    member.loop().sensors().watch(begun);
    member.policy().watch(begun);
    member.publisher().watch(begun);
    loop = member.loop();
    tape = begun;
  }

  /** What it has done so far. */
  public Recording counts() {
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
      now.begins();
    }
  }

  @Override
  @HotPath
  public void saw(ControlLoop seen, SafeCommand command, long nowNs) {
    FlightTape now = tape;
    if (now != null && seen == loop) {
      now.saw(command, nowNs);
    }
  }

  @Override
  public void failed(Throwable fault) {
    // What was thrown is thrown again in the replay; why a policy failed is in its record.
  }
}
