package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a loop pins up what its cycles were like, for the dashboard to read: no side waits for the
 * other, and while nobody looks, a cycle costs a few counters.
 *
 * <p>One loop writes; one dashboard reads. Every cycle is counted by {@link #count}. Its numbers
 * are copied only when {@link #isWanted}: the reader gives the one slot back when it has read it.
 */
public final class CycleBoard {

  /** As many plans as there are bits to mark refused ones. */
  public static final int MAX_PLANS = 64;

  /** How many verdicts back a reader may look; the ring holds twice as many. */
  static final int VERDICTS_KEPT = 1 << 16;

  private final byte[] verdicts = new byte[2 * VERDICTS_KEPT];
  private final AtomicLong cycles = new AtomicLong();
  private final StageHistograms stages;
  private final CycleSnapshot slot;
  private final int planNumbers;

  /** True: the slot is the loop's to fill. */
  private final AtomicBoolean wanted = new AtomicBoolean();

  /**
   * @param stages where the loop records how long its cycles took
   * @param candidates how many plans there may be, {@link #MAX_PLANS} of them are shown at most
   * @param planNumbers floats in one plan: horizon times controls
   */
  public CycleBoard(
      int states, int controls, StageHistograms stages, int candidates, int planNumbers) {
    this.stages = stages;
    this.planNumbers = planNumbers;
    slot = new CycleSnapshot(states, controls, Math.min(MAX_PLANS, candidates) * planNumbers);
  }

  /** Counts a cycle. Loop thread. */
  @HotPath
  public void count(Verdict verdict) {
    long cycle = cycles.getPlain();
    verdicts[(int) cycle & (verdicts.length - 1)] = (byte) verdict.code();
    cycles.setRelease(cycle + 1);
  }

  /** Whether this cycle's numbers would be read. Loop thread. */
  @HotPath
  public boolean isWanted() {
    return wanted.getAcquire();
  }

  /**
   * Copies a cycle's state; only when wanted, before {@link #pinUp}. Loop thread.
   *
   * @param margin V at this state
   */
  @HotPath
  public void write(long nowNs, double[] state, double[] control, double margin) {
    slot.nowNs = nowNs;
    slot.margin = margin;
    System.arraycopy(state, 0, slot.state, 0, slot.state.length);
    System.arraycopy(control, 0, slot.control, 0, slot.control.length);
    slot.planCount = 0;
    slot.refused = 0;
    slot.chosen = CycleSnapshot.NONE_CHOSEN;
  }

  /**
   * Copies the plans that this cycle judged; after {@link #write}. Loop thread.
   *
   * @param actions one plan after the other, not normalised, all controls of a period together
   * @param refused one bit for each plan that was not certified
   * @param chosen the plan that flies, or -1
   */
  @HotPath
  public void writePlans(float[] actions, int count, long refused, int chosen) {
    slot.planCount = planNumbers == 0 ? 0 : Math.min(count, slot.plans.length / planNumbers);
    System.arraycopy(actions, 0, slot.plans, 0, slot.planCount * planNumbers);
    slot.refused = refused;
    slot.chosen = chosen < slot.planCount ? chosen : CycleSnapshot.NONE_CHOSEN;
  }

  /** Hands the copy to the reader. Loop thread. */
  @HotPath
  public void pinUp() {
    wanted.setRelease(false);
  }

  /** Asks for the next cycle's numbers; the slot of before is no longer the reader's. */
  void want() {
    wanted.setRelease(true);
  }

  /** Whether the slot is the reader's; until {@link #want}. */
  boolean isPinnedUp() {
    return !wanted.getAcquire();
  }

  CycleSnapshot slot() {
    return slot;
  }

  StageHistograms stages() {
    return stages;
  }

  int planNumbers() {
    return planNumbers;
  }

  /** How many cycles were counted. */
  long cycles() {
    return cycles.getAcquire();
  }

  /** The verdict of one of the last {@link #VERDICTS_KEPT} cycles, as its code. */
  int verdict(long cycle) {
    return verdicts[(int) cycle & (verdicts.length - 1)] & 0xFF;
  }
}
