package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;
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
  private boolean vouched;
  private boolean lost;
  private int usable;
  private int chosen;
  private int place = RankedCandidates.NONE;
  private long refused;
  private long uncertified;

  public SampledDataFilter(
      Robot robot, Certificate certificate, CandidateRanking ranking, FilterSettings settings) {
    this(
        robot,
        certificate,
        RankedCandidates.whole(ranking, robot.controls(), settings.maxCandidates()),
        settings);
  }

  /** A filter of candidates that may say more than it needs. */
  SampledDataFilter(
      Robot robot, Certificate certificate, RankedCandidates ranked, FilterSettings settings) {
    this.robot = robot;
    this.settings = settings;
    value = certificate.value();
    flow = new HeldFlow(robot);
    lookAhead = new LookAhead(robot, certificate, settings.holdS());
    this.ranked = ranked;
    projection = new Projection(robot, settings.decayRatePerS());
    safeControls = new SafeControls(robot, lookAhead, certificate.backup());
    int m = robot.controls().size();
    bisection = new Bisection(lookAhead, m);
    margin = settings.margins().total();
    int n = robot.states().size();
    noDisturbance = new double[robot.disturbances().size()];
    half = new double[n];
    x = new double[n];
    lastState = new double[n];
    robot.initialState(lastState);
    wish = new double[m];
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
    return answer(refusal, candidates, count, u);
  }

  /**
   * One cycle whose state at actuation was predicted by the caller, by however many commands.
   *
   * @param ahead the state when this cycle's control starts to act
   * @param isCovered whether the certificate speaks of it, as far as another than this state tells
   */
  @HotPath
  Verdict filterAhead(
      double[] ahead, boolean isCovered, double[] candidates, int count, double[] u) {
    System.arraycopy(ahead, 0, x, 0, x.length);
    return answer(known(isCovered), candidates, count, u);
  }

  /**
   * Writes the brake where it can be vouched for, the safest control elsewhere; not a cycle, so
   * nothing is counted.
   *
   * @return whether a look-ahead from this state vouches for it
   */
  @HotPath
  boolean brake(double[] ahead, boolean isCovered, double[] u) {
    System.arraycopy(ahead, 0, x, 0, x.length);
    begin();
    if (known(isCovered) == null) {
      brake(u);
    } else {
      lose(lastState, u);
    }
    return vouched;
  }

  /** Whether the last call's control was not chosen by what it leads to, but is a mere fallback. */
  boolean lost() {
    return lost;
  }

  /**
   * Writes the last cycle's candidate that was let through, or liked best; false if there is none.
   */
  @HotPath
  boolean proposal(double[] whole) {
    if (usable == 0) {
      return false;
    }
    ranked.copyWhole(chosen, whole);
    return true;
  }

  /** Whether a look-ahead vouches for the last call's control. */
  boolean vouched() {
    return vouched;
  }

  /** Where the candidate that was let through stood among those that were offered. */
  int place() {
    return place;
  }

  /** A bit for each offered candidate that a look-ahead refused in the last cycle. */
  long refused() {
    return refused;
  }

  /** What is taken off the certified value: certified is where it is at least this. */
  double level() {
    return margin;
  }

  private Verdict answer(@Nullable Rung refusal, double[] candidates, int count, double[] u) {
    begin();
    if (refusal == null) {
      rung = decide(candidates, count, u);
    } else {
      rung = refusal;
      lose(lastState, u);
    }
    uncertified += vouched ? 0 : 1;
    counts.add(rung);
    return rung.verdict();
  }

  private void begin() {
    vouched = true;
    lost = false;
    usable = 0;
    chosen = 0;
    place = RankedCandidates.NONE;
    refused = 0;
  }

  private void lose(double[] state, double[] u) {
    vouched = false;
    lost = true;
    robot.fallback(state, u);
  }

  /** Sanity and prediction: leaves the state at actuation in x, or says why there is none. */
  private @Nullable Rung admit(double[] estimate, double ageS, double[] previous) {
    valueAtState = ValueField.OUTSIDE;
    if (!Finite.all(estimate) || !Finite.all(previous)) {
      return Rung.BAD_ESTIMATE;
    }
    // Written so that NaN is refused.
    if (!(ageS >= 0 && ageS <= settings.maxDelayS())) {
      return Rung.STALE_ESTIMATE;
    }
    flow.hold(estimate, previous, noDisturbance, ageS, half, x);
    return known(true);
  }

  /** What the certificate says of the state in x, or why it says nothing. */
  private @Nullable Rung known(boolean isCovered) {
    valueAtState = ValueField.OUTSIDE;
    if (!Finite.all(x)) {
      return Rung.BAD_ESTIMATE;
    }
    System.arraycopy(x, 0, lastState, 0, x.length);
    if (!isCovered) {
      return Rung.OUTSIDE_TABLE;
    }
    valueAtState = value.valueAndGradient(x, gradient);
    return valueAtState > ValueField.OUTSIDE ? null : Rung.OUTSIDE_TABLE;
  }

  private Rung decide(double[] candidates, int count, double[] u) {
    usable = ranked.rank(x, candidates, Math.min(count, settings.maxCandidates()));
    if (usable == 0) {
      brake(u);
      return count > 0 ? Rung.BAD_CANDIDATES : Rung.NO_CANDIDATE;
    }
    double endFloor = endFloor();
    for (int rank = 0; rank < usable; rank++) {
      ranked.copy(rank, wish);
      if (lookAhead.slack(x, wish, margin, endFloor, 0) >= 0) {
        System.arraycopy(wish, 0, u, 0, u.length);
        return accepted(rank);
      }
      refused |= bit(ranked.offered(rank));
    }
    ranked.copy(0, wish);
    return override(endFloor, u);
  }

  /** Holding still is then the wish, and it has to be certified like any other. */
  private void brake(double[] u) {
    robot.fallback(x, wish);
    if (lookAhead.slack(x, wish, margin, margin, 0) >= 0) {
      System.arraycopy(wish, 0, u, 0, u.length);
    } else {
      override(margin, u);
    }
  }

  /** Those from the 65th on have none. */
  private static long bit(int candidate) {
    return candidate < Long.SIZE ? 1L << candidate : 0;
  }

  private Rung accepted(int rank) {
    chosen = rank;
    place = ranked.offered(rank);
    if (ranked.clipped(rank)) {
      return Rung.CLIPPED_CANDIDATE;
    }
    return rank == 0 ? Rung.FIRST_CANDIDATE : Rung.OTHER_CANDIDATE;
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
    if (safe == Rung.OUTSIDE_TABLE) {
      lose(x, u);
      return safe;
    }
    vouched = false;
    return Rung.UNCERTIFIED;
  }

  /** The last state that was one: what it falls back from when there is none. */
  @HotPath
  void save(ByteBuffer out) {
    SnapshotBytes.put(out, lastState);
  }

  void load(ByteBuffer in) {
    SnapshotBytes.take(in, lastState);
  }
}
