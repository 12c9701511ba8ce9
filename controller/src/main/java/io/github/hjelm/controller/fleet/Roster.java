package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.ControlledRobot;
import io.github.hjelm.sensors.HotPath;
import java.util.List;
import java.util.stream.Stream;

/** Whose cycles a tick begins. Loop thread; changed between two ticks only. */
final class Roster {

  private final long zeroNs;

  /** Robots whose frames begin their cycles; the tick begins those that did not come. */
  private ControlledRobot[] framed = {};

  /** Written by the loop, read by whoever wants to know. */
  private volatile Beat[] beats = {};

  /**
   * @param zeroNs that beats are counted from
   */
  Roster(long zeroNs) {
    this.zeroNs = zeroNs;
  }

  @HotPath
  void tick(long nowNs) {
    Beat[] timed = beats;
    for (Beat beat : timed) {
      beat.tick(nowNs);
    }
    for (ControlledRobot robot : framed) {
      robot.tick(nowNs);
    }
  }

  /**
   * Its next cycle is that of the next beat.
   *
   * @param shared what its beat may call from now on
   */
  void enter(FleetMember member, List<BatchedPolicy> shared, long nowNs) {
    if (member.beat().isEmpty()) {
      framed =
          Stream.concat(Stream.of(framed), Stream.of(member.controlled()))
              .toArray(ControlledRobot[]::new);
      return;
    }
    Beat beat = beat(member.beat().get(), nowNs);
    beat.enter(member);
    beat.use(shared, member.measured().p50Ns());
  }

  private Beat beat(Beat.Kind kind, long nowNs) {
    for (Beat beat : beats) {
      if (beat.kind().equals(kind)) {
        return beat;
      }
    }
    Beat beat = new Beat(kind, zeroNs, nowNs);
    beats = Stream.concat(Stream.of(beats), Stream.of(beat)).toArray(Beat[]::new);
    return beat;
  }

  void takeOut(FleetMember member) {
    framed =
        Stream.of(framed)
            .filter(robot -> robot != member.controlled())
            .toArray(ControlledRobot[]::new);
    for (Beat beat : beats) {
      beat.leave(member);
    }
    beats = Stream.of(beats).filter(beat -> beat.size() > 0).toArray(Beat[]::new);
  }

  void clear() {
    beats = new Beat[0];
    framed = new ControlledRobot[0];
  }

  /** Any thread. */
  List<Beat> beats() {
    return List.of(beats);
  }
}
