package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One robot's safety stage: whatever happens in a cycle, each call ends in exactly one {@link
 * SafeCommand} and none throws. Which state of affairs ends in which verdict is the table "The
 * ladder" in {@code controller/README.md}.
 *
 * <p>Not thread-safe: one instance per robot, stepped by one thread. The instants that it is handed
 * are the controller's monotonic clock, when this cycle's command begins to act.
 */
public final class SafetyStage {

  private static final double NS_PER_S = 1e9;

  /** Longest step of the prediction of a robot without a certificate, which knows no hold. */
  private static final double UNCERTIFIED_STEP_S = 0.02;

  private static final double[] NOTHING = {};

  private static final Set<Verdict> HELD =
      Collections.unmodifiableSet(
          EnumSet.range(Verdict.HELD_STALE_OBSERVATION, Verdict.HELD_CYCLE_FAULT));

  private final Robot robot;
  private final int n;
  private final int m;
  private final double maxAgeS;
  private final ControlChoice choice;
  private final StopLatch latch;
  private final MismatchMonitor monitor;
  private final PredictedState predicted;
  private final SentCommands sent;
  private final SafeCommand command;
  private final OutcomeCounts<Verdict> counts = new OutcomeCounts<>(Verdict.class);
  private final double[] u;

  private long faults;
  private @Nullable RuntimeException lastFault;

  private SafetyStage(
      Robot robot,
      ControlChoice choice,
      MismatchMonitor monitor,
      double longestStepS,
      double maxAgeS,
      LadderSettings ladder) {
    this.robot = robot;
    this.choice = choice;
    this.monitor = monitor;
    this.maxAgeS = maxAgeS;
    latch = new StopLatch(ladder);
    n = robot.states().size();
    m = robot.controls().size();
    predicted = new PredictedState(robot, longestStepS);
    sent = new SentCommands(m);
    command = new SafeCommand(robot);
    u = new double[m];
  }

  /** A stage that vouches for what it sends. */
  public static SafetyStage certified(
      Robot robot,
      CertifiedView view,
      Certificate certificate,
      CandidateRanking ranking,
      FilterSettings settings,
      LadderSettings ladder) {
    return new SafetyStage(
        robot,
        new CertifiedChoice(robot, view, certificate, ranking, settings),
        new MismatchMonitor(robot, view, certificate.value(), ladder.monitor()),
        settings.holdS(),
        settings.maxDelayS(),
        ladder);
  }

  /**
   * A stage without a certificate, for whoever asked for that: it keeps to numbers and to the
   * control box, and every command says that nothing vouches for it.
   *
   * @param maxAgeS the oldest state that is acted on
   */
  public static SafetyStage uncertified(
      Robot robot,
      CandidateRanking ranking,
      int maxCandidates,
      double maxAgeS,
      LadderSettings ladder) {
    // Written so that NaN is refused.
    if (!(maxAgeS >= 0 && maxAgeS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the oldest state must have an age of at least 0, but it is " + maxAgeS + " s");
    }
    return new SafetyStage(
        robot,
        new UncertifiedChoice(robot, ranking, maxCandidates),
        new MismatchMonitor(robot, CertifiedView.whole(robot), null, ladder.monitor()),
        UNCERTIFIED_STEP_S,
        maxAgeS,
        ladder);
  }

  /**
   * The command of a cycle that has a state.
   *
   * @param nowNs when the command begins to act
   * @param state what was observed
   * @param ageS how long before {@code nowNs}
   * @param candidates {@code count} controls, one after the other
   */
  @HotPath
  public SafeCommand decide(
      long nowNs, double[] state, double ageS, double[] candidates, int count) {
    return cycle(nowNs, state, ageS, candidates, count, null);
  }

  /**
   * The command of a cycle that has a state and nothing to choose from.
   *
   * @param reason why; the verdict unless the state is worse
   */
  @HotPath
  public SafeCommand hold(long nowNs, double[] state, double ageS, Verdict reason) {
    return cycle(nowNs, state, ageS, NOTHING, 0, heldFor(reason));
  }

  /**
   * The command of a cycle that has no state: the brake, by prediction.
   *
   * @param reason why; the verdict while the prediction may be used
   */
  @HotPath
  public SafeCommand hold(long nowNs, Verdict reason) {
    try {
      return blind(nowNs, heldFor(reason), null);
    } catch (RuntimeException e) {
      return faulty(nowNs, e);
    }
  }

  /**
   * The last command has left, and acts from this instant on: later than was thought where the
   * cycle was held up. What is predicted and compared from here on counts with that.
   */
  @HotPath
  public void left(long actsNs) {
    sent.amend(actsNs);
  }

  /** Stops until somebody clears it. To be called in every cycle in which a stop is asked for. */
  @HotPath
  public SafeCommand stop(long nowNs) {
    latch.stop(StopCause.REQUESTED);
    return hold(nowNs, Verdict.HELD_CYCLE_FAULT);
  }

  /**
   * An operator lets it go on: only after a cycle that gave no reason to stop.
   *
   * @return whether it goes on; false while a cause persists
   */
  public boolean clear() {
    return latch.clear();
  }

  /**
   * The robot begins a new life, and may stand elsewhere: what was seen, predicted and sent is
   * forgotten, and what the monitor knows. Counts go on. A stop stays, and an operator may clear it
   * only after a cycle of the new life.
   */
  public void restart() {
    predicted.forget();
    sent.forget();
    monitor.forget();
    latch.begin(false);
  }

  /**
   * Goes on where another stage of the same robot was: what was seen and sent last, and a stop.
   * Only the monitor begins anew, since what it compares with may be another model's.
   *
   * @throws IllegalArgumentException when that was another kind of robot
   */
  public void takeOver(SafetyStage before) {
    if (before.n != n || before.m != m) {
      throw new IllegalArgumentException(
          "a robot of %d states and %d controls cannot go on as one of %d and %d"
              .formatted(before.n, before.m, n, m));
    }
    predicted.takeOver(before.predicted);
    sent.takeOver(before.sent);
    latch.takeOver(before.latch);
    monitor.forget();
  }

  /** Why it is stopped; null while it is not. */
  public @Nullable StopCause stopCause() {
    return latch.cause();
  }

  /** Whether the robot moves as its model says. */
  public MismatchMonitor monitor() {
    return monitor;
  }

  /** How often each verdict left. */
  public OutcomeCounts<Verdict> counts() {
    return counts;
  }

  /** Cycles in which a model, a table or a ranking threw. */
  public long faults() {
    return faults;
  }

  /** What was thrown last; null while nothing was. */
  public @Nullable RuntimeException lastFault() {
    return lastFault;
  }

  /** Writes down what it keeps from cycle to cycle; counts are not part of it. */
  @HotPath
  public void save(ByteBuffer out) {
    choice.save(out);
    latch.save(out);
    monitor.save(out);
    predicted.save(out);
    sent.save(out);
  }

  /** Goes on from what {@link #save} wrote. */
  public void load(ByteBuffer in) {
    choice.load(in);
    latch.load(in);
    monitor.load(in);
    predicted.load(in);
    sent.load(in);
  }

  /** A command that holds never claims more. */
  private static Verdict heldFor(Verdict reason) {
    return HELD.contains(reason) ? reason : Verdict.HELD_CYCLE_FAULT;
  }

  private SafeCommand cycle(
      long nowNs,
      double[] state,
      double ageS,
      double[] candidates,
      int count,
      @Nullable Verdict reason) {
    try {
      Rung refusal = observe(nowNs, state, ageS);
      if (refusal != null) {
        return blind(nowNs, refusal.verdict(), refusal);
      }
      latch.begin(true);
      latch.judge(monitor.verdict());
      if (latch.cause() != null) {
        // Nothing is chosen; the brake is looked at to know whether an operator may clear.
        choice.brake(predicted.state(), u);
        latch.judge(choice.assurance());
        return send(nowNs, Verdict.STOPPED, null, choice.assurance());
      }
      int offered = Math.min(Math.max(count, 0), candidates.length / m);
      Verdict found = choice.choose(predicted.state(), candidates, offered, u);
      latch.judge(choice.assurance());
      Verdict verdict = reason != null && found == Verdict.HELD_NO_CHUNK ? reason : found;
      send(nowNs, verdict, choice.rung(), choice.assurance());
      command.chose(choice.place(), choice.refused());
      return command;
    } catch (RuntimeException e) {
      return faulty(nowNs, e);
    }
  }

  /** Takes a state and predicts to now, or says why it cannot be used. */
  private @Nullable Rung observe(long nowNs, double[] state, double ageS) {
    if (state.length != n || !Finite.all(state)) {
      return Rung.BAD_ESTIMATE;
    }
    // Written so that NaN is refused.
    if (!(ageS >= 0 && ageS <= maxAgeS)) {
      return Rung.STALE_ESTIMATE;
    }
    long atNs = nowNs - Math.round(ageS * NS_PER_S);
    if (sent.isEmpty()) {
      // Until somebody commands it the robot follows its own fallback.
      robot.fallback(state, u);
      sent.add(atNs, u);
    }
    if (!predicted.see(state, atNs, sent, nowNs)) {
      return Rung.BAD_ESTIMATE;
    }
    monitor.observe(atNs, state, sent);
    return null;
  }

  private SafeCommand blind(long nowNs, Verdict reason, @Nullable Rung rung) {
    latch.begin(false);
    if (!predicted.hasSeen()) {
      // Nothing was ever seen, so nothing that was sent can have moved the robot: no alarm.
      robot.fallback(predicted.state(), u);
      return send(nowNs, reason, rung, nothingVouches());
    }
    predicted.advance(sent, nowNs);
    latch.judgeSight(predicted.unseenNs(nowNs));
    choice.brake(predicted.state(), u);
    latch.judge(choice.assurance());
    return send(nowNs, reason, rung, choice.assurance());
  }

  private SafeCommand send(long nowNs, Verdict verdict, @Nullable Rung rung, Assurance assurance) {
    if (latch.cause() == null) {
      command.set(u, verdict, assurance, rung);
    } else {
      robot.fallback(predicted.state(), u);
      command.set(u, Verdict.STOPPED, nothingVouches(), null);
    }
    return sent(nowNs, predicted.hasSeen() ? choice.valueAtState() : ValueField.OUTSIDE);
  }

  private Assurance nothingVouches() {
    boolean none = choice.assurance() == Assurance.NO_CERTIFICATE;
    return none ? Assurance.NO_CERTIFICATE : Assurance.UNVOUCHED;
  }

  private SafeCommand sent(long nowNs, double value) {
    command.tell(latch.cause(), value, choice.level());
    command.copyTo(u);
    sent.add(nowNs, u);
    counts.add(command.verdict());
    return command;
  }

  /** A model, a table or a ranking is broken: as little as possible is asked of them again. */
  private SafeCommand faulty(long nowNs, RuntimeException e) {
    faults++;
    lastFault = e;
    latch.begin(false);
    latch.judge(nothingVouches());
    if (predicted.hasSeen()) {
      latch.judgeSight(predicted.unseenNs(nowNs));
    }
    try {
      robot.fallback(predicted.state(), u);
    } catch (RuntimeException again) {
      // The command becomes the one nearest to zero.
      Arrays.fill(u, 0);
    }
    Verdict verdict = latch.cause() == null ? Verdict.HELD_CYCLE_FAULT : Verdict.STOPPED;
    command.set(u, verdict, nothingVouches(), null);
    return sent(nowNs, ValueField.OUTSIDE);
  }
}
