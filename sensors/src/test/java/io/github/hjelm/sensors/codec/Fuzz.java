package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Feeds broken messages to a codec on two threads; equal seeds feed equal messages. */
final class Fuzz {

  private static final int THREADS = 2;

  /** What reading one message may allocate whatever it holds, on top of its own size. */
  private final long allocationPerByte;

  private final long allocationPerMessage;
  private final OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);

  Fuzz(long allocationPerMessage, long allocationPerByte) {
    this.allocationPerMessage = allocationPerMessage;
    this.allocationPerByte = allocationPerByte;
  }

  OutcomeCounts<FrameOutcome> counts() {
    return counts;
  }

  /** Runs one source of messages per thread until {@code messages} have been read. */
  void run(int messages, LongFunction<Source> sources) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> halves = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Source source = sources.apply(thread);
        halves.add(pool.submit(() -> feed(source, messages / THREADS)));
      }
      for (Future<?> half : halves) {
        half.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void feed(Source source, int messages) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int warmUp = Math.min(20_000, messages / 10);
    for (int i = 0; i < messages; i++) {
      source.next(i);
      long before = threads.getCurrentThreadAllocatedBytes();
      FrameOutcome outcome = source.read();
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      counts.add(outcome);
      long bound = allocationPerMessage + allocationPerByte * source.length;
      assertTrue(
          i < warmUp || allocated <= bound,
          () -> source + " allocated " + allocated + " bytes, more than " + bound);
      if (outcome.accepted()) {
        source.checkAccepted();
      }
    }
  }

  /** One thread's messages: each is made in {@link #bytes}, then read, then judged. */
  abstract static class Source {

    final SplittableRandom random;
    final byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES + 64];
    final FrameCodec codec;
    final SensorFrame sensor = new SensorFrame();
    final CommandFrame command = new CommandFrame();
    int length;
    FrameKind readAs = FrameKind.SENSOR;

    private final long seed;
    private int index;

    Source(long seed, FrameCodec codec) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.codec = codec;
    }

    /** Makes the next message in {@link #bytes}, {@link #length} and {@link #readAs}. */
    abstract void make();

    /** Fails when the message that was accepted should not have been. */
    abstract void checkAccepted();

    final void next(int newIndex) {
      index = newIndex;
      readAs = KINDS.get(random.nextInt(KINDS.size()));
      make();
    }

    final FrameOutcome read() {
      try {
        return switch (readAs) {
          case SENSOR -> codec.decode(bytes, length, sensor);
          case COMMAND -> codec.decode(bytes, length, command);
          case EVENT -> codec.decodeEvent(bytes, length, event -> {});
          case STATUS -> codec.decodeStatus(bytes, length, status -> {});
        };
      } catch (RuntimeException e) {
        throw new AssertionError(this + " threw", e);
      }
    }

    /** The kinds of {@link #originals}. */
    static final List<FrameKind> KINDS =
        List.of(
            FrameKind.SENSOR,
            FrameKind.COMMAND,
            FrameKind.EVENT,
            FrameKind.STATUS,
            FrameKind.SENSOR);

    /** Whole messages of all kinds, to be broken. */
    static byte[][] originals(FrameCodec codec) {
      SensorFrame many = SampleFrames.sensor().resize(32);
      return new byte[][] {
        Tamper.bytes(codec, SampleFrames.sensor()),
        Tamper.bytes(codec, SampleFrames.command()),
        Tamper.bytes(codec, SampleFrames.event()),
        Tamper.bytes(codec, SampleFrames.status()),
        Tamper.bytes(codec, many)
      };
    }

    final void load(byte[] message) {
      length = message.length;
      System.arraycopy(message, 0, bytes, 0, length);
    }

    final void flipBits(int count) {
      for (int i = 0; i < count; i++) {
        bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
      }
    }

    final void overwriteBytes(int count) {
      for (int i = 0; i < count; i++) {
        bytes[random.nextInt(length)] = (byte) random.nextInt();
      }
    }

    final void randomBytes(int from, int to) {
      for (int i = from; i < to; i++) {
        bytes[i] = (byte) random.nextInt();
      }
      length = to;
    }

    @Override
    public String toString() {
      return "message " + index + " of seed " + seed + " (" + length + " bytes as " + readAs + ")";
    }
  }

  /** At least this many messages were refused, for at least this many different reasons. */
  void assertReasons(int messages, int reasons) {
    int seen = 0;
    for (FrameOutcome outcome : FrameOutcome.values()) {
      seen += !outcome.accepted() && counts.of(outcome) > 0 ? 1 : 0;
    }
    assertEquals(messages, counts.total(), counts.toString());
    assertTrue(seen >= reasons, seen + " reasons: " + counts);
  }
}
