package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One case, solved several times; where there is a peer, in turns with it, and each goes first in
 * every second round. Both are warm before the first round, so that neither's compiler is timed.
 */
final class Turns {

  /** Enough for the just-in-time compiler to have seen every loop. */
  private static final double WARM_SHARE = 0.25;

  /** A horizon of a few steps: the peer compiles for a size, not for a number of steps. */
  private static final double PEER_WARM_SHARE = 1e-3;

  private final HjbCase asked;
  private final Problem problem;
  private final Peer peer;
  private final boolean withPeer;
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> peerSeconds = new ArrayList<>();
  private Values peerValues = new Values.Doubles(new double[0]);
  private String peerFailure = "";

  Turns(HjbCase asked, Problem problem, Peer peer) {
    this.asked = asked;
    this.problem = problem;
    this.peer = peer;
    withPeer = asked.hasPeer() && peer.skipped().isEmpty();
  }

  /** Runs them and returns the last solution. */
  Solution run(int rounds, Progress progress) throws SolveRefusal, InterruptedException {
    double steps = 0.5 + rounds;
    // Who is solved once is not timed against anybody, and may take minutes.
    Solution solution = asked.mostRounds() > 1 ? warm(progress) : null;
    boolean taking = withPeer && solution != null && warmPeer(solution);
    for (int round = 0; round < rounds; round++) {
      String name = "%s, round %d of %d".formatted(asked.name(), round + 1, rounds);
      double from = (0.5 + round) / steps;
      double share = (taking ? 0.3 : 1) / steps;
      progress.report(from, name);
      if (taking && solution != null && round % 2 == 1) {
        taking = takePeersTurn(solution, round, from, name, progress);
      }
      solution =
          problem.solve(
              asked.request(),
              (done, what) ->
                  progress.report(
                      from + (Double.isNaN(done) ? 0 : done * share), name + ", " + what));
      seconds.add(solution.seconds());
      if (taking && round % 2 == 0) {
        taking = takePeersTurn(solution, round, from + share, name, progress);
      }
    }
    if (solution == null) {
      throw new IllegalStateException(asked.name() + " has no rounds");
    }
    return solution;
  }

  private Solution warm(Progress progress) throws SolveRefusal, InterruptedException {
    String warming = asked.name() + ", warming up, ";
    return problem.solve(shortened(), (done, what) -> progress.report(0, warming + what));
  }

  private SolveRequest shortened() {
    SolveRequest request = asked.request();
    OptionalDouble horizon = request.horizon();
    if (horizon.isEmpty()) {
      return request;
    }
    return new SolveRequest(
        request.settings(),
        request.counts(),
        request.lower(),
        request.upper(),
        OptionalDouble.of(horizon.getAsDouble() * WARM_SHARE),
        request.scheme(),
        request.singlePrecision());
  }

  private boolean warmPeer(Solution like) {
    try {
      peer.solve(like, asked.request().horizon().orElseThrow() * PEER_WARM_SHARE, false);
      return true;
    } catch (IOException e) {
      peerFailure = String.valueOf(e.getMessage());
      return false;
    }
  }

  /** The values of the first turn are kept: they are the same in all. */
  private boolean takePeersTurn(
      Solution like, int round, double done, String name, Progress progress) {
    double horizonS = asked.request().horizon().orElseThrow();
    String waiting = name + ", hj_reachability's turn, ";
    try {
      Peer.Turn turn =
          Heartbeat.during(
              beats -> progress.report(done, waiting + beats + " s"),
              () -> peer.solve(like, horizonS, round == 0));
      peerSeconds.add(turn.seconds());
      peerValues = round == 0 ? turn.values() : peerValues;
      return true;
    } catch (IOException e) {
      peerFailure = String.valueOf(e.getMessage());
      return false;
    }
  }

  /** The seconds of every round. */
  List<Double> seconds() {
    return Collections.unmodifiableList(seconds);
  }

  /** The peer's, of the same rounds; empty when it took no part. */
  List<Double> peerSeconds() {
    return Collections.unmodifiableList(peerSeconds);
  }

  /** Whether the peer took its turn in every round. */
  boolean compared() {
    return !peerSeconds.isEmpty() && peerSeconds.size() == seconds.size();
  }

  /** Why the peer took no part though the case has one; empty otherwise. */
  String peerMissing() {
    if (!asked.hasPeer() || compared()) {
      return "";
    }
    return peerFailure.isEmpty() ? peer.skipped() : peerFailure;
  }

  /** What the peer solved, as if it were a solution of ours, so that one code measures both. */
  Solution peersSolution(Solution ours) {
    return new Solution(
        ours.grid(),
        peerValues,
        ours.sign(),
        ours.problem(),
        ours.parameters(),
        "very_high",
        false,
        ours.horizonS(),
        Numbers.median(peerSeconds),
        ours.steps(),
        ours.residual());
  }
}
