package io.github.hjelm.deploy;

import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.dashboard.EventWatcher;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.health.Recording;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.controller.recorder.FlightRecorder;
import io.github.hjelm.controller.recorder.FlightRecorders;
import io.github.hjelm.controller.recorder.FlightRefusal;
import io.github.hjelm.sensors.time.WallClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is written down of each robot: what happened to it and, where that is recorded, how. */
final class RobotLogs {

  private final @Nullable FlightRecorders recorders;
  private final Map<String, Log> logs = new ConcurrentHashMap<>();

  /**
   * @param recorders null where nothing is recorded
   */
  RobotLogs(@Nullable FlightRecorders recorders) {
    this.recorders = recorders;
  }

  /**
   * Of one robot.
   *
   * @param recorder null where nothing is recorded
   */
  record Log(EventLog events, @Nullable FlightRecorder recorder) {

    /** Who sees its cycles. */
    List<CycleWatcher> watchers() {
      EventWatcher watcher = new EventWatcher(events, WallClock.system());
      return recorder == null ? List.of(watcher) : List.of(watcher, recorder);
    }
  }

  /** One of a robot that is not there yet. */
  Log begin() {
    return new Log(new EventLog(), recorders == null ? null : recorders.recorder());
  }

  /** The robot is there, and no cycle of it yet. */
  void keep(FleetMember member, Log log) {
    if (log.recorder() != null) {
      try {
        log.recorder().attach(member, Runnable::run);
      } catch (FlightRefusal e) {
        throw new InputRefusal(String.valueOf(e.getMessage()));
      }
    }
    logs.put(member.config().name(), log);
  }

  /**
   * Another loop flies the robot now: its record is another flight.
   *
   * @param said is told where it is recorded no more
   */
  void recordAnew(FleetMember member, LoopLink link, Consumer<String> said) {
    Log log = logs.get(member.config().name());
    if (log == null || log.recorder() == null) {
      return;
    }
    try {
      log.recorder()
          .attach(
              member,
              between ->
                  link.run(between)
                      .whenComplete(
                          (none, fault) -> {
                            if (fault != null) {
                              said.accept("is recorded no more: " + fault.getMessage());
                            }
                          }));
    } catch (FlightRefusal e) {
      said.accept("is recorded no more: " + e.getMessage());
    }
  }

  /** The robot is gone. */
  void end(String robot) {
    Log log = logs.remove(robot);
    if (log != null && log.recorder() != null) {
      log.recorder().end();
    }
  }

  /** What is known of a robot's flight record. */
  Recording recording(String robot) {
    Log log = logs.get(robot);
    return log == null || log.recorder() == null ? Recording.NONE : log.recorder().counts();
  }

  /** What happened to a robot. */
  EventLog events(String robot) {
    Log log = logs.get(robot);
    return log == null ? new EventLog() : log.events();
  }
}
