package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;
import java.util.List;

/** Several watchers as one. A watcher that throws is not asked again, and the others are told. */
public final class CycleWatchers implements CycleWatcher {

  private CycleWatcher[] watchers;

  public CycleWatchers(List<? extends CycleWatcher> watchers) {
    this.watchers = watchers.toArray(CycleWatcher[]::new);
  }

  @Override
  @HotPath
  public void begins() {
    for (CycleWatcher watcher : watchers) {
      watcher.begins();
    }
  }

  @Override
  @HotPath
  public void pauses() {
    for (CycleWatcher watcher : watchers) {
      watcher.pauses();
    }
  }

  @Override
  @HotPath
  public void goesOn() {
    for (CycleWatcher watcher : watchers) {
      watcher.goesOn();
    }
  }

  @Override
  @HotPath
  public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
    for (CycleWatcher watcher : watchers) {
      try {
        watcher.saw(loop, command, nowNs);
      } catch (RuntimeException e) {
        dismiss(watcher);
        failed(e);
      }
    }
  }

  @Override
  @HotPath
  public void waits(Waiting why, long nowNs) {
    for (CycleWatcher watcher : watchers) {
      watcher.waits(why, nowNs);
    }
  }

  @Override
  public void failed(Throwable fault) {
    for (CycleWatcher watcher : watchers) {
      watcher.failed(fault);
    }
  }

  private void dismiss(CycleWatcher blind) {
    watchers = List.of(watchers).stream().filter(w -> w != blind).toArray(CycleWatcher[]::new);
  }
}
