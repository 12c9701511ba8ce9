package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One robot's event and status topics, off the fast path: decodes each message, checks that it is
 * about this robot, and counts what became of it. Owned by one thread; the counts may be read by
 * any.
 *
 * <p>A status is read even when the broker kept it, because that is what it is for.
 */
public final class NoticeReader {

  /** More senders than any robot has; the next one is refused. */
  private static final int MAX_SOURCES = 32;

  private final FrameCodec codec;
  private final String robot;
  private final Map<String, FrameOrder> eventOrders = new HashMap<>();
  private final OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);

  public NoticeReader(FrameCodec codec, String robot) {
    this.codec = codec;
    this.robot = robot;
  }

  /**
   * Reads one event; should it come twice, {@code accepted} is called once.
   *
   * @param retained whether the broker kept it from the past
   */
  public FrameOutcome readEvent(
      byte[] payload, int length, boolean retained, Consumer<EventFrame> accepted) {
    if (retained) {
      return count(FrameOutcome.RETAINED);
    }
    FrameOutcome[] checked = {FrameOutcome.ACCEPTED};
    FrameOutcome decoded =
        codec.decodeEvent(
            payload,
            length,
            event -> {
              checked[0] = check(event);
              if (checked[0].accepted()) {
                accepted.accept(event);
              }
            });
    return count(decoded.accepted() ? checked[0] : decoded);
  }

  /** Reads one status. */
  public FrameOutcome readStatus(byte[] payload, int length, Consumer<StatusFrame> accepted) {
    FrameOutcome[] checked = {FrameOutcome.ACCEPTED};
    FrameOutcome decoded =
        codec.decodeStatus(
            payload,
            length,
            status -> {
              checked[0] =
                  status.robot().equals(robot) ? FrameOutcome.ACCEPTED : FrameOutcome.WRONG_ROBOT;
              if (checked[0].accepted()) {
                accepted.accept(status);
              }
            });
    return count(decoded.accepted() ? checked[0] : decoded);
  }

  /** What became of all messages so far. */
  public OutcomeCounts<FrameOutcome> counts() {
    return counts;
  }

  private FrameOutcome check(EventFrame event) {
    if (!event.robot().equals(robot)) {
      return FrameOutcome.WRONG_ROBOT;
    }
    FrameOrder order = eventOrders.get(event.source());
    if (order == null) {
      if (eventOrders.size() == MAX_SOURCES) {
        return FrameOutcome.OVERSIZE;
      }
      order = new FrameOrder();
      eventOrders.put(event.source(), order);
    }
    return order.advance(event.epoch(), event.sequence());
  }

  private FrameOutcome count(FrameOutcome outcome) {
    counts.add(outcome);
    return outcome;
  }
}
