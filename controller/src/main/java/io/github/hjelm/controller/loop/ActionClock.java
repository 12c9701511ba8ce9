package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/** When the action that is on has had its time: a loop may run faster than its policy thinks. */
final class ActionClock {

  private final long periodNs;
  private final long slackNs;
  private boolean begun;
  private long sinceNs;

  /**
   * @param periodNs for how long the policy means an action
   * @param cycleNs what usually lies between two cycles: a cycle that comes less than half of it
   *     too early is nearer to the end of the action than the next one
   */
  ActionClock(long periodNs, long cycleNs) {
    this.periodNs = periodNs;
    slackNs = Math.min(periodNs, cycleNs) / 2;
  }

  /** Whether the next action is due; at most once a period. */
  @HotPath
  boolean isOver(long nowNs) {
    long passedNs = nowNs - sinceNs;
    if (!begun) {
      begun = true;
      sinceNs = nowNs;
      return false;
    }
    if (passedNs < periodNs - slackNs) {
      return false;
    }
    // On the beat while it can be kept; after a pause the beat begins anew.
    sinceNs = passedNs < 2 * periodNs ? sinceNs + periodNs : nowNs;
    return true;
  }

  @HotPath
  void save(ByteBuffer out) {
    SnapshotBytes.put(out, begun);
    out.putLong(sinceNs);
  }

  void load(ByteBuffer in) {
    begun = SnapshotBytes.takeFlag(in);
    sinceNs = in.getLong();
  }
}
