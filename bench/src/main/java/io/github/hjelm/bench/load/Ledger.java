package io.github.hjelm.bench.load;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and what came back, for the last {@value #CAPACITY} observations.
 *
 * <p>One thread sends, one reads the socket. Each slot's sequence and reply are published through
 * atomic arrays; the rest of a slot belongs to one of both threads.
 */
public final class Ledger {

  /** More than is sent at 20,000 per second until the deadline for replies has passed twice. */
  static final int CAPACITY = 1 << 18;

  private static final int MASK = CAPACITY - 1;
  private static final Stage[] STAGES = Stage.values();

  private final int actions;
  private final AtomicLongArray sequence = new AtomicLongArray(CAPACITY);
  private final AtomicLongArray receivedNs = new AtomicLongArray(CAPACITY);
  private final AtomicIntegerArray replies = new AtomicIntegerArray(CAPACITY);
  private final int[] robot = new int[CAPACITY];
  private final long[] dueNs = new long[CAPACITY];
  private final long[] sentNs = new long[CAPACITY];
  private final int[] stageNs = new int[CAPACITY * STAGES.length];
  private final AtomicLong foreign = new AtomicLong();
  private volatile @Nullable ActionLog actionLog;
  private long next = 1;

  /**
   * @param actions values in a command, which says where its trailer is
   */
  public Ledger(int actions) {
    this.actions = actions;
  }

  /** The sequence that the next observation gets; sender only. */
  public long nextSequence() {
    return next;
  }

  /** Enters an observation that is about to be sent; sender only. */
  long open(int whose, long due) {
    int slot = (int) next & MASK;
    robot[slot] = whose;
    dueNs[slot] = due;
    replies.setPlain(slot, 0);
    receivedNs.setPlain(slot, 0);
    sequence.setRelease(slot, next);
    return next++;
  }

  /** Enters when it left; sender only. */
  void sent(long number, long atNs) {
    sentNs[(int) number & MASK] = atNs;
  }

  /** Takes back what was opened last and could not be sent; sender only. */
  void withdraw() {
    next--;
    sequence.setRelease((int) next & MASK, 0);
  }

  /** Enters a command; reader only. */
  public void reply(byte[] message, int length, long atNs) {
    if (length < Header.commandBytes(actions, false)) {
      foreign.incrementAndGet();
      return;
    }
    long number = Header.sequence(message);
    int slot = (int) number & MASK;
    boolean stages = Header.stagesFollow(message) && length >= Header.commandBytes(actions, true);
    // A number that nobody sent, or one of another robot, is nobody's command.
    if (sequence.getAcquire(slot) != number
        || number == 0
        || robot[slot] != Header.robot(message)
        || dueNs[slot] != Header.intendedNs(message)) {
      foreign.incrementAndGet();
      return;
    }
    if (replies.get(slot) == 0) {
      for (Stage stage : STAGES) {
        stageNs[slot * STAGES.length + stage.place()] =
            stages
                ? (int) Math.min(Header.stageNs(message, actions, stage), Integer.MAX_VALUE)
                : -1;
      }
      receivedNs.setRelease(slot, atNs);
      ActionLog log = actionLog;
      if (log != null) {
        log.add(message, number);
      }
    }
    replies.incrementAndGet(slot);
  }

  /** From now on actions are kept; not while anything is measured. */
  public void keepActions(@Nullable ActionLog log) {
    actionLog = log;
  }

  /** Commands that answer nothing that was asked. */
  public long foreign() {
    return foreign.get();
  }

  public int robot(long number) {
    return robot[(int) number & MASK];
  }

  public long dueNs(long number) {
    return dueNs[(int) number & MASK];
  }

  public long sentNs(long number) {
    return sentNs[(int) number & MASK];
  }

  /** Whether its command has come. */
  public boolean answered(long number) {
    return replies.get((int) number & MASK) > 0;
  }

  /** How many commands have come for it. */
  public int replies(long number) {
    return replies.get((int) number & MASK);
  }

  /** When its first command came; only once {@link #answered}. */
  public long receivedNs(long number) {
    return receivedNs.getAcquire((int) number & MASK);
  }

  /** What a stage took for its first command; -1 when the command bore no trailer. */
  public int stageNs(long number, Stage stage) {
    return stageNs[((int) number & MASK) * STAGES.length + stage.place()];
  }
}
