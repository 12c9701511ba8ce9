package io.github.hjelm.sensors.mqtt;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest message, handed from one writer thread to one reader thread without lock or wait;
 * whatever the reader was too slow to see is overwritten and counted.
 *
 * <p>Three slots: the writer fills its own, the reader reads its own, and the third changes hands
 * by one atomic exchange.
 */
public final class LatestMessage implements MessageListener {

  private static final int INDEX_MASK = 3;
  private static final int FRESH = 4;

  private final Slot[] slots = new Slot[3];

  /**
   * The index of the slot between the two threads, with {@link #FRESH} set while nobody has read
   * it.
   */
  private final AtomicInteger middle = new AtomicInteger(1);

  private final AtomicLong overwritten = new AtomicLong();
  private final Runnable signal;

  private int writing;
  private int reading = 2;

  /** A hand-off that the reader polls. */
  public LatestMessage(int maxBytes) {
    this(maxBytes, () -> {});
  }

  /**
   * @param signal called on the writer's thread after each message, for instance to wake the reader
   */
  public LatestMessage(int maxBytes, Runnable signal) {
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot(maxBytes);
    }
    this.signal = signal;
  }

  /**
   * Takes the message over; writer thread. Messages beyond the slots' size are the link's to
   * refuse.
   */
  @Override
  public void onMessage(MessageView message) {
    slots[writing].fill(message);
    int before = middle.getAndSet(writing | FRESH);
    if ((before & FRESH) != 0) {
      overwritten.lazySet(overwritten.get() + 1);
    }
    writing = before & INDEX_MASK;
    signal.run();
  }

  /**
   * The newest message if there is one that was not taken yet, else null; reader thread. Valid
   * until the next call.
   */
  public @Nullable Slot take() {
    if ((middle.get() & FRESH) == 0) {
      return null;
    }
    int before = middle.getAndSet(reading);
    reading = before & INDEX_MASK;
    return slots[reading];
  }

  /** How many messages the reader never saw. */
  public long overwritten() {
    return overwritten.get();
  }

  /** A message held in memory of its own. */
  public static final class Slot {

    private final byte[] payload;
    private int length;
    private String topic = "";
    private boolean retained;
    private long receivedNs;

    private Slot(int maxBytes) {
      payload = new byte[maxBytes];
    }

    private void fill(MessageView message) {
      message.copyTo(payload);
      length = message.length();
      topic = message.topic();
      retained = message.retained();
      receivedNs = message.receivedNs();
    }

    public String topic() {
      return topic;
    }

    /**
     * The bytes in place, {@link #length()} of them; read-only by agreement, valid until the next
     * take.
     */
    public byte[] payload() {
      return payload;
    }

    public int length() {
      return length;
    }

    public boolean retained() {
      return retained;
    }

    public long receivedNs() {
      return receivedNs;
    }
  }
}
