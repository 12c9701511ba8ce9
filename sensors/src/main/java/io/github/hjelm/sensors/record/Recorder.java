package io.github.hjelm.sensors.record;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/**
 * Writes every message it is given into a file, without ever making the giver wait for the disk: a
 * thread of its own does the writing, and what does not fit between the two is dropped, counted and
 * marked in the file.
 *
 * <p>Use it as the listener of one or more subscriptions whose filters do not overlap.
 */
public final class Recorder implements MessageListener, AutoCloseable {

  /** A second of a thousand messages of 8 kB. */
  private static final int DEFAULT_RING_BYTES = 8 * 1024 * 1024;

  /** How much a crash of this process may lose. */
  private static final long WRITE_PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final int MAX_KNOWN_TOPICS = 1024;

  private final FileChannel file;
  private final RecordRing ring;
  private final long startNs;
  private final Thread thread;

  // Guarded by this: whoever delivers messages. Nobody holds it while waiting for the disk.
  private final byte[] record;
  private final int maxPayloadBytes;
  private final byte[] gap = new byte[RecordingLayout.MIN_RECORD_BYTES + 8];
  private final byte[] payload;
  private final CRC32C crc = new CRC32C();
  private final Map<String, byte[]> knownTopics = new HashMap<>();
  private long received;
  private long recorded;
  private long dropped;
  private long unmarkedDrops;
  private boolean closed;

  private volatile boolean stopping;
  private final AtomicLong bytesWritten = new AtomicLong();
  private volatile String problem = "";

  private Recorder(FileChannel file, int ringBytes, int maxPayloadBytes, long startNs) {
    this.file = file;
    this.maxPayloadBytes = maxPayloadBytes;
    this.payload = new byte[maxPayloadBytes];
    this.record =
        new byte
            [RecordingLayout.MIN_RECORD_BYTES + RecordingLayout.MAX_TOPIC_BYTES + maxPayloadBytes];
    this.ring = new RecordRing(Math.max(ringBytes, record.length + gap.length));
    this.startNs = startNs;
    this.thread = new Thread(this::writeUntilStopped, "hjelm-recorder");
    this.thread.setDaemon(true);
  }

  /** A new recording that begins now; an existing file is never overwritten. */
  public static Recorder create(Path path, MonotonicClock clock, WallClock wallClock)
      throws RecordingRefusal {
    Recorder recorder =
        open(path, clock, wallClock, DEFAULT_RING_BYTES, FrameLimits.MAX_FRAME_BYTES);
    recorder.thread.start();
    return recorder;
  }

  /** A recorder whose thread is not started: tests call {@link #writeOut()} by hand. */
  static Recorder open(
      Path path, MonotonicClock clock, WallClock wallClock, int ringBytes, int maxPayloadBytes)
      throws RecordingRefusal {
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Recorder recorder = new Recorder(file, ringBytes, maxPayloadBytes, clock.nanoTime());
      byte[] header = RecordingLayout.header(wallClock.epochMillis());
      Channels.newOutputStream(file).write(header);
      recorder.bytesWritten.set(header.length);
      return recorder;
    } catch (FileAlreadyExistsException e) {
      throw new RecordingRefusal(
          "Recording " + path + " exists already; choose another name or move it away.", e);
    } catch (IOException e) {
      throw new RecordingRefusal(
          "Recording " + path + " cannot be written (" + e + "); choose another place.", e);
    }
  }

  @Override
  public synchronized void onMessage(MessageView message) {
    if (closed) {
      return;
    }
    received++;
    byte[] topic = topicBytes(message.topic());
    int length = message.length();
    boolean writable =
        problem.isEmpty()
            && length <= maxPayloadBytes
            && topic.length <= RecordingLayout.MAX_TOPIC_BYTES;
    long offsetNs = Math.max(0, message.receivedNs() - startNs);
    int recordBytes = RecordingLayout.MIN_RECORD_BYTES + topic.length + length;
    int gapBytes = unmarkedDrops > 0 ? gap.length : 0;
    if (!writable || !ring.hasRoom(recordBytes + gapBytes)) {
      dropped++;
      unmarkedDrops++;
      return;
    }
    markGap(offsetNs);
    int kind = message.retained() ? RecordingLayout.RETAINED_MESSAGE : RecordingLayout.MESSAGE;
    RecordingLayout.begin(record, kind, topic.length, offsetNs);
    System.arraycopy(topic, 0, record, RecordingLayout.TOPIC_AT, topic.length);
    message.copyTo(payload);
    int payloadAt = RecordingLayout.TOPIC_AT + topic.length;
    System.arraycopy(payload, 0, record, payloadAt, length);
    ring.put(record, RecordingLayout.seal(record, payloadAt + length, crc));
    recorded++;
  }

  public synchronized RecorderStatus status() {
    return new RecorderStatus(received, recorded, dropped, bytesWritten.get(), problem);
  }

  /** Writes out what has come in since the last call; writing thread. */
  void writeOut() {
    if (!problem.isEmpty()) {
      return;
    }
    try {
      bytesWritten.addAndGet(ring.drainTo(Channels.newOutputStream(file)));
    } catch (IOException e) {
      problem = "Recording stopped after " + bytesWritten + " bytes: " + e;
    }
  }

  /** Writes what is still in memory and the end mark, and closes the file. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    stopping = true;
    LockSupport.unpark(thread);
    boolean interrupted = joinThread();
    writeOut();
    try (file) {
      if (problem.isEmpty()) {
        writeEnd();
        file.force(true);
      }
    } catch (IOException e) {
      problem = "Recording ended without its end mark: " + e;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilStopped() {
    while (!stopping) {
      writeOut();
      LockSupport.parkNanos(this, WRITE_PERIOD_NS);
    }
  }

  private boolean joinThread() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The file is worth the moment that one write takes.
        interrupted = true;
      }
    }
    return interrupted;
  }

  private synchronized void writeEnd() throws IOException {
    long offsetNs = 0;
    markGap(offsetNs);
    bytesWritten.addAndGet(ring.drainTo(Channels.newOutputStream(file)));
    RecordingLayout.begin(record, RecordingLayout.END, 0, offsetNs);
    RecordingLayout.putI64(record, RecordingLayout.TOPIC_AT, recorded);
    RecordingLayout.putI64(record, RecordingLayout.TOPIC_AT + 8, dropped);
    int contentEnd = RecordingLayout.TOPIC_AT + RecordingLayout.END_PAYLOAD_BYTES;
    int length = RecordingLayout.seal(record, contentEnd, crc);
    Channels.newOutputStream(file).write(record, 0, length);
    bytesWritten.addAndGet(length);
  }

  private void markGap(long offsetNs) {
    if (unmarkedDrops == 0) {
      return;
    }
    RecordingLayout.begin(gap, RecordingLayout.GAP, 0, offsetNs);
    RecordingLayout.putI64(gap, RecordingLayout.TOPIC_AT, unmarkedDrops);
    int contentEnd = RecordingLayout.TOPIC_AT + RecordingLayout.GAP_PAYLOAD_BYTES;
    ring.put(gap, RecordingLayout.seal(gap, contentEnd, crc));
    unmarkedDrops = 0;
  }

  private byte[] topicBytes(String topic) {
    byte[] known = knownTopics.get(topic);
    if (known != null) {
      return known;
    }
    byte[] bytes = topic.getBytes(StandardCharsets.UTF_8);
    // A sender of ever new topics shall cost time, not memory.
    if (knownTopics.size() < MAX_KNOWN_TOPICS) {
      knownTopics.put(topic, bytes);
    }
    return bytes;
  }
}
