package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.EventLog.Level;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.Assurance;
import io.github.hjelm.controller.safety.Mismatch;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.time.WallClock;
import org.jspecify.annotations.Nullable;

/** Writes into the log what has changed from one cycle to the next. Loop thread. */
public final class EventWatcher implements CycleWatcher {

  private final EventLog log;
  private final WallClock wallClock;
  private @Nullable Verdict before;
  private @Nullable StopCause stopped;
  private boolean mismatched;
  private String said = "";

  public EventWatcher(EventLog log, WallClock wallClock) {
    this.log = log;
    this.wallClock = wallClock;
  }

  @Override
  @HotPath
  public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
    boolean mismatch = loop.safety().monitor().verdict() == Mismatch.MODEL_MISMATCH;
    if (mismatch != mismatched) {
      mismatched = mismatch;
      sayMismatch(mismatch);
    }
    StopCause cause = command.stopCause();
    if (cause != stopped) {
      stopped = cause;
      sayStop(cause);
    }
    Verdict verdict = command.verdict();
    if (verdict != before) {
      sayVerdict(verdict, command.assurance());
      before = verdict;
    }
  }

  private void sayMismatch(boolean begun) {
    if (begun) {
      add(
          Level.ALARM,
          Mismatch.MODEL_MISMATCH.name(),
          "the robot does not move as its model and the covered disturbances allow");
    } else {
      add(Level.NOTE, "MODEL_FITS", "the robot moves as its model says again");
    }
  }

  private void sayStop(@Nullable StopCause cause) {
    if (cause == null) {
      add(Level.NOTE, "CLEARED", "an operator let it go on");
    } else {
      add(Level.ALARM, Verdict.STOPPED.name(), "latched because of " + cause);
    }
  }

  /** Overrides come and go many times a second; what holds is worth a line when it begins. */
  private void sayVerdict(Verdict verdict, Assurance assurance) {
    if (holds(verdict) && verdict != Verdict.STOPPED) {
      add(Level.WARNING, verdict.name(), "what is sent is " + assurance);
    } else if (before != null && holds(before) && !holds(verdict)) {
      add(Level.NOTE, verdict.name(), "it goes on");
    }
  }

  private static boolean holds(Verdict verdict) {
    return verdict.code() >= Verdict.HELD_STALE_OBSERVATION.code();
  }

  /** The same again and again is said once. */
  @Override
  public void failed(Throwable fault) {
    String words = String.valueOf(fault.getMessage());
    if (!words.equals(said)) {
      said = words;
      add(Level.WARNING, fault.getClass().getSimpleName(), words);
    }
  }

  private void add(Level level, String name, String text) {
    log.add(wallClock.epochMillis(), level, name, text);
  }
}
