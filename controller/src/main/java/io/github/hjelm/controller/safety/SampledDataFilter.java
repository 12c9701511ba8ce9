package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what it can vouch for under a held control, and overrides the rest (theory 03).
 *
 * <p>One call is one cycle: sanity, prediction over the delay, ranking, one-step worst-case
 * look-ahead for each candidate, the nearest control of a linear model, bisection towards a safe
 * control, the safe control itself. Every call writes one finite control in the control box and
 * returns one verdict. Not thread-safe: one instance per robot, stepped by one thread.
 */
public final class SampledDataFilter {

  private final Robot robot;
  private final Quantity[] controls;
  private final ValueField value;
  private final FilterSettings settings;
  private final HeldFlow flow;
  private final LookAhead lookAhead;
  private final RankedCandidates ranked;
  private final Projection projection;
  private final SafeControls safeControls;
  private final Bisection bisection;
  private final OutcomeCounts<Rung> counts = new OutcomeCounts<>(Rung.class);
  private final double margin;

  private final double[] noDisturbance;
  private final double[] half;
  private final double[] x;
  private final double[] lastState;
  private final double[] wish;
  private final double[] gradient;
  private Rung rung = Rung.BAD_ESTIMATE;
  private double valueAtState = ValueField.OUTSIDE;
  private long uncertified;

  public SampledDataFilter(
      Robot robot, Certificate certificate, CandidateRanking ranking, FilterSettings settings) {
    this.robot = robot;
    this.settings = settings;
    controls = robot.controls().toArray(Quantity[]::new);
    value = certificate.value();
    flow = new HeldFlow(robot);
    lookAhead = new LookAhead(robot, certificate, settings.holdS());
    ranked = new RankedCandidates(ranking, controls, settings.maxCandidates());
    projection = new Projection(robot, settings.decayRatePerS());
    safeControls = new SafeControls(robot, lookAhead, certificate.backup());
    bisection = new Bisection(lookAhead, controls.length);
    margin = settings.margins().total();
    int n = robot.states().size();
    noDisturbance = new double[robot.disturbances().size()];
    half = new double[n];
    x = new double[n];
    lastState = new double[n];
    robot.initialState(lastState);
    wish = new double[controls.length];
    gradient = new double[n];
  }

  /** How often each rung was the one. */
  public OutcomeCounts<Rung> counts() {
    return counts;
  }

  /** Cycles in which something else was sent than the task's first choice. */
  public long interventions() {
    return counts.total() - counts.of(Rung.FIRST_CANDIDATE);
  }

  /** The rung of the last call. */
  public Rung rung() {
    return rung;
  }

  /** What the certificate said of the last call's predicted state, margin not yet taken off. */
  public double valueAtState() {
    return valueAtState;
  }

  /** Cycles, whatever their verdict, whose control no look-ahead vouches for: each is an alarm. */
  public long uncertified() {
    return uncertified;
  }

  /**
   * One cycle.
   *
   * @param estimate the state that was observed
   * @param ageS how long ago, when this cycle's control starts to act
   * @param previous the command that acts meanwhile
   * @param candidates what the policy proposes: {@code count} controls, one after the other
   * @param u the control to send; not an alias of the others
   */
  @HotPath
  public Verdict filter(
      double[] estimate,
      double ageS,
      double[] previous,
      double[] candidates,
      int count,
      double[] u) {
    Rung refusal = admit(estimate, ageS, previous);
    if (refusal == null) {
      rung = decide(candidates, count, u);
    } else {
      rung = refusal;
      robot.fallback(lastState, u);
      uncertified++;
    }
    counts.add(rung);
    return rung.verdict();
  }

  /** Sanity and prediction: leaves the state at actuation in x, or says why there is none. */
  private @Nullable Rung admit(double[] estimate, double ageS, double[] previous) {
    valueAtState = ValueField.OUTSIDE;
    if (!allFinite(estimate) || !allFinite(previous)) {
      return Rung.BAD_ESTIMATE;
    }
    // Written so that NaN is refused.
    if (!(ageS >= 0 && ageS <= settings.maxDelayS())) {
      return Rung.STALE_ESTIMATE;
    }
    flow.hold(estimate, previous, noDisturbance, ageS, half, x);
    if (!allFinite(x)) {
      return Rung.BAD_ESTIMATE;
    }
    System.arraycopy(x, 0, lastState, 0, x.length);
    valueAtState = value.valueAndGradient(x, gradient);
    return valueAtState > ValueField.OUTSIDE ? null : Rung.OUTSIDE_TABLE;
  }

  private Rung decide(double[] candidates, int count, double[] u) {
    int usable = ranked.rank(x, candidates, Math.min(count, settings.maxCandidates()));
    if (usable == 0) {
      // Holding still is then the wish, and it has to be certified like any other.
      robot.fallback(x, wish);
      if (lookAhead.slack(x, wish, margin, margin, 0) >= 0) {
        System.arraycopy(wish, 0, u, 0, u.length);
      } else {
        override(margin, u);
      }
      return count > 0 ? Rung.BAD_CANDIDATES : Rung.NO_CANDIDATE;
    }
    double endFloor = endFloor();
    for (int place = 0; place < usable; place++) {
      ranked.copy(place, wish);
      if (lookAhead.slack(x, wish, margin, endFloor, 0) >= 0) {
        System.arraycopy(wish, 0, u, 0, u.length);
        return accepted(place);
      }
    }
    ranked.copy(0, wish);
    return override(endFloor, u);
  }

  private Rung accepted(int place) {
    if (ranked.clipped(place)) {
      return Rung.CLIPPED_CANDIDATE;
    }
    return place == 0 ? Rung.FIRST_CANDIDATE : Rung.OTHER_CANDIDATE;
  }

  /** V(φ_h) - margin ≥ (1 - γh) max(V(x) - margin, 0). */
  private double endFloor() {
    double kept = 1 - settings.decayRatePerS() * settings.holdS();
    return margin + Math.max(kept, 0) * Math.max(valueAtState - margin, 0);
  }

  /** The certified control that replaces a wish. */
  private Rung override(double endFloor, double[] u) {
    boolean nearest = settings.overrideRule() == OverrideRule.NEAREST;
    if (nearest && projection.project(x, gradient, valueAtState - margin, wish, u)) {
      if (lookAhead.slack(x, u, margin, endFloor, 0) >= 0) {
        return Rung.PROJECTION;
      }
      System.arraycopy(u, 0, wish, 0, u.length);
    }
    Rung safe = safeControls.best(x, margin, margin, u);
    if (safeControls.slack() >= 0) {
      return nearest && bisection.towards(x, wish, margin, endFloor, u) ? Rung.BISECTION : safe;
    }
    uncertified++;
    if (safe == Rung.OUTSIDE_TABLE) {
      robot.fallback(x, u);
      return safe;
    }
    return Rung.UNCERTIFIED;
  }

  private static boolean allFinite(double[] values) {
    double sum = 0;
    for (double one : values) {
      // 0 · v is 0 for every finite v and NaN for every other.
      sum += 0 * one;
    }
    return sum == 0;
  }
}
