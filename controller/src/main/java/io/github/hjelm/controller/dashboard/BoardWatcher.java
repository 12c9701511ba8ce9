package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;

/** Pins up what a loop's cycles were like. Loop thread. */
public final class BoardWatcher implements CycleWatcher {

  private final CycleBoard board;
  private final int controls;
  private final double[] u;
  private final double[] plan;
  private final float[] plans;

  /**
   * @param board of this loop alone
   * @param controls m
   * @param horizon H: actions in a plan
   * @param candidates K, at most
   */
  public BoardWatcher(CycleBoard board, int controls, int horizon, int candidates) {
    this.board = board;
    this.controls = controls;
    u = new double[controls];
    plan = new double[horizon * controls];
    plans = new float[candidates * plan.length];
  }

  @Override
  @HotPath
  public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
    board.count(command.verdict());
    if (!board.isWanted()) {
      return;
    }
    command.copyTo(u);
    board.write(nowNs, loop.state(), u, command.valueAtState());
    for (int place = 0; place < loop.offered(); place++) {
      copy(loop.chunks(), place);
    }
    board.writePlans(plans, loop.offered(), command.refused(), command.place());
    board.pinUp();
  }

  /** What is left of a plan; behind its end its last action goes on. */
  private void copy(ChunkSchedule chunks, int place) {
    int known = chunks.copyPlan(place, plan) * controls;
    int at = place * plan.length;
    for (int i = 0; i < plan.length; i++) {
      int from = i < known ? i : known - controls + i % controls;
      plans[at + i] = known == 0 ? 0 : (float) plan[from];
    }
  }

  @Override
  public void failed(Throwable fault) {
    // The page is told of it as an event.
  }
}
