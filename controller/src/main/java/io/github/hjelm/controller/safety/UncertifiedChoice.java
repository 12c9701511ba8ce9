package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The candidate that the task likes best, brought into the control box; nothing vouches for it. */
final class UncertifiedChoice implements ControlChoice {

  private final Robot robot;
  private final RankedCandidates ranked;
  private final int maxCandidates;
  private int place = RankedCandidates.NONE;

  UncertifiedChoice(Robot robot, CandidateRanking ranking, int maxCandidates) {
    this.robot = robot;
    this.maxCandidates = maxCandidates;
    ranked = RankedCandidates.whole(ranking, robot.controls(), maxCandidates);
  }

  @Override
  @HotPath
  public Verdict choose(double[] ahead, double[] candidates, int count, double[] u) {
    int usable = ranked.rank(ahead, candidates, Math.min(count, maxCandidates));
    if (usable == 0) {
      place = RankedCandidates.NONE;
      robot.fallback(ahead, u);
      return count > 0 ? Verdict.HELD_POLICY_FAULT : Verdict.HELD_NO_CHUNK;
    }
    ranked.copy(0, u);
    place = ranked.offered(0);
    return ranked.clipped(0) ? Verdict.FILTERED : Verdict.PASSED;
  }

  @Override
  @HotPath
  public void brake(double[] ahead, double[] u) {
    place = RankedCandidates.NONE;
    robot.fallback(ahead, u);
  }

  @Override
  public @Nullable Rung rung() {
    return null;
  }

  @Override
  public Assurance assurance() {
    return Assurance.NO_CERTIFICATE;
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public long refused() {
    return 0;
  }

  @Override
  public double valueAtState() {
    return ValueField.OUTSIDE;
  }

  @Override
  public double level() {
    return 0;
  }

  @Override
  @HotPath
  public void save(ByteBuffer out) {
    // Every cycle is chosen for by itself.
  }

  @Override
  public void load(ByteBuffer in) {
    // Nothing was written.
  }
}
