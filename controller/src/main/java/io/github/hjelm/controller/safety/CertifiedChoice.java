package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filter, on the states and controls that the certificate knows. The other controls are the
 * policy's, from the candidate that was let through or liked best, or else the robot's own
 * fallback: where they lead is none of the certificate's business.
 */
final class CertifiedChoice implements ControlChoice {

  private final Robot robot;
  private final SampledDataFilter filter;
  private final CertifiedView view;
  private final SeenRobot known;
  private final double[] seen;
  private final double[] chosen;
  private Assurance assurance = Assurance.UNVOUCHED;

  CertifiedChoice(
      Robot robot,
      CertifiedView view,
      Certificate certificate,
      CandidateRanking ranking,
      FilterSettings settings) {
    this.robot = robot;
    this.view = view;
    known = new SeenRobot(robot, view);
    seen = new double[view.robot().states().size()];
    chosen = new double[view.robot().controls().size()];
    List<Quantity> box = new ArrayList<>(robot.controls());
    for (int j = 0; j < chosen.length; j++) {
      box.set(view.movedPlace(j), view.robot().controls().get(j));
    }
    // A task ranks by all states and controls, also by those that the certificate does not know.
    RankedCandidates ranked =
        new RankedCandidates(
            (x, u) -> ranking.cost(known.whole(), u), box, view.moved(), settings.maxCandidates());
    filter = new SampledDataFilter(known, certificate, ranked, settings);
  }

  @Override
  @HotPath
  public Verdict choose(double[] ahead, double[] candidates, int count, double[] u) {
    known.see(ahead);
    view.see(ahead, seen);
    Verdict verdict = filter.filterAhead(seen, view.covers(ahead), candidates, count, chosen);
    complete(u);
    assurance = filter.vouched() ? Assurance.VOUCHED : Assurance.UNVOUCHED;
    return verdict;
  }

  @Override
  @HotPath
  public void brake(double[] ahead, double[] u) {
    known.see(ahead);
    view.see(ahead, seen);
    boolean isVouched = filter.brake(seen, view.covers(ahead), chosen);
    complete(u);
    assurance = isVouched ? Assurance.PREDICTED : Assurance.UNVOUCHED;
  }

  /** Puts the other controls beside the certificate's; whoever falls back does so as a whole. */
  private void complete(double[] u) {
    if (filter.lost() || !filter.proposal(u)) {
      robot.fallback(known.whole(), u);
    }
    view.move(chosen, u);
  }

  @Override
  public @Nullable Rung rung() {
    return filter.rung();
  }

  @Override
  public Assurance assurance() {
    return assurance;
  }

  @Override
  public int place() {
    return filter.place();
  }

  @Override
  public long refused() {
    return filter.refused();
  }

  @Override
  public double valueAtState() {
    return filter.valueAtState();
  }

  @Override
  public double level() {
    return filter.level();
  }

  @Override
  @HotPath
  public void save(ByteBuffer out) {
    known.save(out);
    filter.save(out);
  }

  @Override
  public void load(ByteBuffer in) {
    known.load(in);
    filter.load(in);
  }
}
