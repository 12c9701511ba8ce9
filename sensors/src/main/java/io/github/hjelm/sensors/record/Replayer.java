package io.github.hjelm.sensors.record;

import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.mqtt.session.TopicFilter;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Says a recording again over a link: the same bytes, in the same order, at the recorded times or
 * as fast as the link takes them.
 */
public final class Replayer {

  /** What {@link #doWork()} answers when there is nothing left. */
  public static final long FINISHED = -1;

  /** So that a caller gets a say between two bursts. */
  private static final int MAX_BURST = 256;

  /** How long a congested link is left alone. */
  private static final long CONGESTION_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final RecordingReader reader;
  private final MqttLink link;
  private final ReplaySettings settings;
  private final MonotonicClock clock;

  private @Nullable RecordedMessage next;
  private boolean started;
  private long startNs;
  private long firstOffsetNs;
  private long published;
  private long otherTopics;
  private long commands;
  private long undeliverable;
  private volatile boolean stopped;

  /** The caller keeps reader and link, and closes them. */
  public Replayer(
      RecordingReader reader, MqttLink link, ReplaySettings settings, MonotonicClock clock) {
    this.reader = reader;
    this.link = link;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Publishes what is due and returns how many nanoseconds to wait for the next message, or {@link
   * #FINISHED}.
   */
  public long doWork() throws RecordingRefusal {
    for (int i = 0; i < MAX_BURST; i++) {
      RecordedMessage message = next != null ? next : advance();
      if (message == null) {
        return FINISHED;
      }
      long waitNs = dueInNs(message);
      if (waitNs > 0) {
        return waitNs;
      }
      boolean retained =
          settings.retained() && message.retained() && !Topics.isCommand(message.topic());
      PublishOutcome outcome =
          link.publish(message.topic(), message.payloadInPlace(), message.length(), retained);
      if (outcome == PublishOutcome.CONGESTED) {
        return CONGESTION_WAIT_NS;
      }
      if (outcome == PublishOutcome.SENT) {
        published++;
      } else {
        undeliverable++;
      }
      next = null;
    }
    return 0;
  }

  /**
   * Replays to the end on the calling thread, until {@link #stop()}, or until the thread is
   * interrupted.
   */
  public ReplayReport run() throws RecordingRefusal {
    long waitNs = doWork();
    while (waitNs != FINISHED && !stopped && !Thread.currentThread().isInterrupted()) {
      if (waitNs > 0) {
        LockSupport.parkNanos(this, waitNs);
      }
      waitNs = doWork();
    }
    return report();
  }

  /** Ends {@link #run()} soon; from any thread. */
  public void stop() {
    stopped = true;
  }

  public ReplayReport report() {
    return new ReplayReport(
        published, otherTopics, commands, undeliverable, reader.dropped(), reader.ending());
  }

  private @Nullable RecordedMessage advance() throws RecordingRefusal {
    RecordedMessage message = reader.next();
    while (message != null && !isWanted(message)) {
      message = reader.next();
    }
    next = message;
    if (message != null && !started) {
      // The silence before the first message is nobody's.
      started = true;
      startNs = clock.nanoTime();
      firstOffsetNs = message.offsetNs();
    }
    return message;
  }

  private boolean isWanted(RecordedMessage message) {
    boolean asked = settings.filters().isEmpty();
    for (TopicFilter filter : settings.filters()) {
      asked |= filter.matches(message.topic());
    }
    if (!asked) {
      otherTopics++;
      return false;
    }
    if (Topics.isCommand(message.topic()) && !settings.commands()) {
      commands++;
      return false;
    }
    return true;
  }

  private long dueInNs(RecordedMessage message) {
    double waitedFor = (message.offsetNs() - firstOffsetNs) / settings.speed();
    return startNs + (long) waitedFor - clock.nanoTime();
  }
}
