package io.github.hjelm.bench.duet;

import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.measure.Sawtooth;
import io.github.hjelm.bench.measure.Tally;
import io.github.hjelm.bench.stack.RunningStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A name under which a running stack takes turns, and what it has shown. */
public final class Contestant {

  private final String name;
  private final RunningStack stack;
  private final int firstRobot;
  private final Tally all = new Tally();
  private final Tally quiet = new Tally();
  private final Cost cost = new Cost();
  private final List<RoundLine> rounds = new ArrayList<>();
  private Sawtooth sawtooth = new Sawtooth();
  private String ended = "";
  private boolean stable;

  /**
   * @param name unique among those who take turns
   * @param firstRobot lowest number of its robots
   */
  public Contestant(String name, RunningStack stack, int firstRobot) {
    this.name = name;
    this.stack = stack;
    this.firstRobot = firstRobot;
  }

  public String name() {
    return name;
  }

  public RunningStack stack() {
    return stack;
  }

  public int firstRobot() {
    return firstRobot;
  }

  /** Everything. */
  public Tally all() {
    return all;
  }

  /** Slices in which the machine is known to have left the stack alone. */
  public Tally quiet() {
    return quiet;
  }

  public Cost cost() {
    return cost;
  }

  /** One line per slice. */
  public List<RoundLine> rounds() {
    return rounds;
  }

  /** A value per round; NaN where it had none. */
  public double[] perRound(ToDoubleFunction<RoundLine> value) {
    int size = rounds.stream().mapToInt(line -> line.round() + 1).max().orElse(0);
    double[] all = new double[size];
    Arrays.fill(all, Double.NaN);
    rounds.forEach(line -> all[line.round()] = value.applyAsDouble(line));
    return all;
  }

  /** The age of information of its first robot in its first slice. */
  public Sawtooth sawtooth() {
    return sawtooth;
  }

  /** Whether it has ended before the run has, and how; empty while it has not. */
  public String ended() {
    return ended;
  }

  /** Whether its median stood still at the end of warming up. */
  public boolean stable() {
    return stable;
  }

  void settle(boolean stoodStill) {
    stable = stoodStill;
  }

  void end(String how) {
    ended = how;
  }

  /** Whether it can take a turn; notes how it ended when it cannot. */
  boolean ready() {
    if (ended.isEmpty() && !stack.isAlive()) {
      String tail = stack.logTail();
      ended = tail.isEmpty() ? "it ended without a word" : "it ended; its last words: " + tail;
    }
    return ended.isEmpty();
  }

  void draw(Sawtooth first) {
    if (sawtooth.atMs().length == 0) {
      sawtooth = first;
    }
  }
}
