package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;

/** Sees every cycle when its command has left. On the loop's thread: it copies what it needs. */
public interface CycleWatcher {

  /** A cycle begins. */
  @HotPath
  default void begins() {}

  /** Its first half is over; what happens until {@link #goesOn()} is others' doing. */
  @HotPath
  default void pauses() {}

  /** Its second half begins. */
  @HotPath
  default void goesOn() {}

  /** A cycle is over; everything that the loop lends is valid until this returns. */
  @HotPath
  void saw(ControlLoop loop, SafeCommand command, long nowNs);

  /** There is nothing to do, and the loop's thread has looked; many times a second. */
  @HotPath
  default void waits(Waiting why, long nowNs) {}

  /** Something was thrown, or a policy said why it failed; the cycle went on without it. */
  void failed(Throwable fault);
}
