package io.github.hjelm.controller.chunk;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which action of which chunk applies now, for one robot. Belongs to the thread of the loop; the
 * counts may be read by any.
 *
 * <p>Actions are numbered by how many were consumed before them: one is consumed when a cycle used
 * it. A sampling that was begun for action {@code b} and answers when action {@code p} is on enters
 * at its action {@code p - b}; the ones before were overtaken. So a delay is counted in actions,
 * and no estimate of a latency decides which action is sent.
 *
 * <p>Each cycle: {@link #isDue}, and if so {@link #begin}, sample, {@link #accept}, in this cycle
 * or, on another thread, whenever the answer is there; {@link #candidates}; {@link #commit} when
 * the safety stage let one pass; {@link #advance}. A cycle is one control period of the policy; a
 * loop that runs faster advances once per period.
 *
 * <p>An action has a time for which it was meant: that of the observation and one period for each
 * action before it. Where cycles were held, or a policy was stuck, actions come later than that.
 * Beyond a limit they are not used any more, and no chunk is there.
 */
public final class ChunkSchedule {

  private static final double SECOND_NS = 1e9;

  private final int horizon;
  private final int executed;
  private final int controls;
  private final int room;
  private final long periodNs;
  private final long maxLateNs;
  private final Normaliser action;
  private final ChunkJoin join;
  private final OutcomeCounts<ChunkOutcome> counts = new OutcomeCounts<>(ChunkOutcome.class);
  private final DelayWindow delays = new DelayWindow();
  private final ChunkLineage committed;
  private final LineageChoice choice;
  private final float[] one;

  private CandidateChunks current;
  private CandidateChunks arriving;

  /** Which of the current candidates is the committed one. */
  private int chosen;

  private long begunAt;
  private long forNs;
  private long present;

  /** Cycles that asked for a control, whether there was one or not. */
  private long asked;

  private long askedAtBegin;
  private int offered;
  private boolean wasAsked;

  /**
   * @param chunk as the bundle has it
   * @param candidates K: rows of an answer
   * @param action the bundle's normaliser of actions
   * @param maxLateNs how much later than it was meant for an action may be used; the first chunk is
   *     late by as much as its sampling takes, so more than that
   * @throws IllegalArgumentException when a number is not positive
   */
  public ChunkSchedule(
      Chunk chunk, int candidates, Normaliser action, ChunkJoin join, long maxLateNs) {
    if (candidates < 1 || maxLateNs < 1) {
      throw new IllegalArgumentException(
          "a chunk schedule needs candidates and a lateness, both of at least 1, but has %d and %d ns"
              .formatted(candidates, maxLateNs));
    }
    horizon = chunk.horizon();
    executed = chunk.executed();
    periodNs = Math.round(chunk.periodS() * SECOND_NS);
    controls = action.size();
    room = candidates;
    this.action = action;
    this.join = join;
    this.maxLateNs = maxLateNs;
    committed = new ChunkLineage(horizon, controls, join == ChunkJoin.ENSEMBLE ? horizon : 1);
    current = new CandidateChunks(action, horizon, room);
    arriving = new CandidateChunks(action, horizon, room);
    choice = new LineageChoice(horizon, controls);
    one = new float[controls];
  }

  /** What became of the answers. */
  public OutcomeCounts<ChunkOutcome> counts() {
    return counts;
  }

  /**
   * Whether the next sampling should begin: the actions to execute are used up, or too few are left
   * to last while it is made, or nothing is there. While one is under way this is the caller's to
   * know.
   */
  @HotPath
  public boolean isDue(long nowNs) {
    return covered(nowNs) == 0
        || present - begunAt >= Math.min(executed, horizon - delays.expected());
  }

  /**
   * A sampling begins, of the newest observation; what was begun before may still answer.
   *
   * @return the number of the action that is on, which the answer has to bring back
   */
  @HotPath
  public long begin() {
    askedAtBegin = asked;
    return present;
  }

  /**
   * How many actions will be executed while a sampling is made: the most of the last ten. Cycles
   * that found no action count as well, or a chunk that is too short for its policy would hide how
   * much too short it is.
   */
  public int expectedDelay() {
    return delays.expected();
  }

  /**
   * Writes what a guided sampler that begins now has to agree with: what is planned for the actions
   * of the new chunk, normalised, and for each of its numbers the {@link PrefixMask} of the
   * expected delay. Behind the end of the plan its last action is repeated, with weight 0: zeros
   * would pull a sampler that disregards the weight to the middle of the data.
   *
   * @param actions H·m floats, zeros when nothing is planned
   * @param weights H·m floats
   * @return how many actions are planned: H - s, and 0 when no chunk is being executed
   */
  @HotPath
  public int prefix(long nowNs, float[] actions, float[] weights) {
    int overlap = covered(nowNs);
    int frozen = delays.expected();
    for (int i = 0; i < horizon; i++) {
      float weight = (float) PrefixMask.weight(i, frozen, overlap);
      Arrays.fill(weights, i * controls, (i + 1) * controls, weight);
    }
    if (overlap == 0) {
      Arrays.fill(actions, 0);
    }
    committed.planAll(present, overlap, actions);
    return overlap;
  }

  /**
   * Takes an answer.
   *
   * @param actions K rows of H·m normalised floats, all controls of the first period first
   * @param answers what {@link #begin} returned when it was begun
   * @param observedNs when the observation that it answers was received
   */
  @HotPath
  public ChunkOutcome accept(float[] actions, long answers, long observedNs, long nowNs) {
    ChunkOutcome outcome = refusal(actions, answers, observedNs, nowNs);
    if (outcome == ChunkOutcome.JOINED) {
      joinArrived(answers, nowNs);
      begunAt = answers;
      forNs = observedNs;
    }
    counts.add(outcome);
    return outcome;
  }

  /** Leaves the finite candidates in {@link #arriving} when they are to be joined. */
  private ChunkOutcome refusal(float[] actions, long answers, long observedNs, long nowNs) {
    if (answers > present) {
      return ChunkOutcome.FROM_THE_FUTURE;
    }
    delays.add(Math.max(present - answers, asked - askedAtBegin), horizon);
    if (answers < begunAt
        || (answers == begunAt && observedNs - forNs < 0 && current.count() > 0)) {
      return ChunkOutcome.OUTDATED;
    }
    if (actions.length != room * horizon * controls) {
      return ChunkOutcome.WRONG_SIZE;
    }
    if (present - answers >= horizon) {
      return ChunkOutcome.OVERTAKEN;
    }
    if (lateNs(answers, observedNs, nowNs) > maxLateNs) {
      return ChunkOutcome.LATE;
    }
    return arriving.take(actions) > 0 ? ChunkOutcome.JOINED : ChunkOutcome.NOT_FINITE;
  }

  private void joinArrived(long answers, long nowNs) {
    int overlap = covered(nowNs) == 0 ? 0 : committed.covered(answers);
    boolean goesOn = false;
    chosen = 0;
    if (join != ChunkJoin.REPLACE && overlap > 0) {
      int frozen = (int) (present - answers);
      chosen = choice.nearest(arriving, committed, answers, frozen, overlap);
      goesOn = choice.isSameWay();
    }
    if (!goesOn) {
      committed.clear();
    }
    CandidateChunks used = current;
    current = arriving;
    arriving = used;
    current.copyTo(committed, chosen, answers);
  }

  /** How much later than meant the action that is on comes. */
  private long lateNs(long firstAction, long observedNs, long nowNs) {
    return nowNs - (observedNs + (present - firstAction) * periodNs);
  }

  /** How many actions from the present one on are there and not too late. */
  private int covered(long nowNs) {
    return lateNs(begunAt, forNs, nowNs) > maxLateNs ? 0 : committed.covered(present);
  }

  /**
   * Writes what the candidates say of the action that is on, in the robot's units: m numbers each,
   * the committed chunk first, the others in the order of the answer.
   *
   * @param into room for K·m
   * @return how many; 0 when no chunk covers this cycle
   */
  @HotPath
  public int candidates(long nowNs, double[] into) {
    wasAsked = true;
    offered = covered(nowNs) > 0 ? current.count() : 0;
    if (offered > 0) {
      committed.plan(present, one, 0);
      action.unnormalise(one, 0, into);
    }
    for (int place = 1; place < offered; place++) {
      current.control(candidate(place), (int) (present - begunAt), into, place * controls);
    }
    return offered;
  }

  private int candidate(int place) {
    return place == 0 ? chosen : place <= chosen ? place - 1 : place;
  }

  /**
   * The safety stage chose this one of the candidates. It stays the first until the next answer, so
   * that a robot does not hop between two ways; and that answer is joined with it.
   *
   * @throws IndexOutOfBoundsException when it was not offered in this cycle
   */
  @HotPath
  public void commit(int place) {
    if (place < 0 || place >= offered) {
      throw new IndexOutOfBoundsException("candidate " + place + " of " + offered);
    }
    if (place > 0) {
      chosen = candidate(place);
      committed.clear();
      current.copyTo(committed, chosen, begunAt);
    }
  }

  /** The cycle is over; the action that it was offered is consumed. */
  @HotPath
  public void advance() {
    present += offered > 0 ? 1 : 0;
    asked += wasAsked ? 1 : 0;
    offered = 0;
    wasAsked = false;
  }

  /**
   * Forgets all chunks, and answers that are under way: somebody else drove meanwhile. Numbers go
   * on.
   */
  public void clear() {
    committed.clear();
    current.clear();
    offered = 0;
    present++;
    begunAt = present;
  }

  /**
   * Writes all that a candidate still plans, in the robot's units, for whoever shows it.
   *
   * @param place as in {@link #candidates}
   * @param into room for H·m
   * @return how many actions
   */
  public int copyPlan(int place, double[] into) {
    int left = place < current.count() ? committed.covered(present) : 0;
    for (int i = 0; i < left; i++) {
      if (place == 0) {
        committed.plan(present + i, one, 0);
        for (int j = 0; j < controls; j++) {
          into[i * controls + j] = action.value(j, one[j]);
        }
      } else {
        current.control(candidate(place), (int) (present - begunAt) + i, into, i * controls);
      }
    }
    return left;
  }

  /** Writes down what it knows; counts are not part of it. */
  @HotPath
  public void save(ByteBuffer out) {
    committed.save(out);
    current.save(out);
    delays.save(out);
    out.putInt(chosen).putInt(offered);
    out.putLong(begunAt).putLong(forNs).putLong(present).putLong(asked).putLong(askedAtBegin);
    SnapshotBytes.put(out, wasAsked);
  }

  /** Goes on from what {@link #save} wrote. */
  public void load(ByteBuffer in) {
    committed.load(in);
    current.load(in);
    delays.load(in);
    chosen = in.getInt();
    offered = in.getInt();
    begunAt = in.getLong();
    forNs = in.getLong();
    present = in.getLong();
    asked = in.getLong();
    askedAtBegin = in.getLong();
    wasAsked = SnapshotBytes.takeFlag(in);
  }
}
