package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.config.RecorderConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.RobotText;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.recorder.FlightTape.SegmentLimits;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.time.WallClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The flight recorders of one process, and the one thread that writes what they recorded. */
public final class FlightRecorders implements AutoCloseable {

  /** How much a crash of this process may lose. */
  private static final long WRITE_PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long CLOSE_WAIT_MS = 10_000;

  /** A ring is left alone by a disk that is busy for so long. */
  private static final double PATIENCE_S = 4;

  private static final int BYTES_PER_CYCLE = 1 << 10;
  private static final int LEAST_RING_BYTES = 256 << 10;
  private static final int MOST_RING_BYTES = 8 << 20;
  private static final double NS_PER_S = 1e9;

  /** So many files for the time that is kept: as much may be recorded on top of it. */
  private static final int SEGMENTS = 10;

  private static final long SEGMENT_BYTES = 16L << 20;

  /** Of one robot, however long it is to be kept. */
  private static final long MOST_BYTES = 1L << 30;

  private final RecorderConfig config;
  private final String build;
  private final SegmentStore store;
  private final WallClock wall;
  private final Consumer<String> said;
  private final List<Writing> writings = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  // Of whoever writes: the thread, or the test in its place.
  private byte[] record = new byte[FrameLimits.MAX_FRAME_BYTES + (4 << 10)];

  /** Who writes what a tape recorded. */
  private static final class Writing {

    private final FlightTape tape;
    private final SegmentWriter writer;
    private volatile boolean isRetired;

    Writing(FlightTape tape, SegmentWriter writer) {
      this.tape = tape;
      this.writer = writer;
    }
  }

  private FlightRecorders(
      RecorderConfig config,
      String build,
      SegmentStore store,
      WallClock wall,
      Consumer<String> said) {
    this.config = config;
    this.build = build;
    this.store = store;
    this.wall = wall;
    this.said = said;
    thread = new Thread(this::writeUntilClosed, "flight-recorder");
    thread.setDaemon(true);
  }

  /**
   * Begins to write into a folder, which is made where it is not there.
   *
   * @param build of Hjelm, for whoever reads a record
   * @param said is told in one sentence when something cannot be recorded any more
   */
  public static FlightRecorders start(
      RecorderConfig config, String build, WallClock wall, Consumer<String> said)
      throws FlightRefusal {
    FlightRecorders recorders = stopped(config, build, SegmentStore.onDisk(), wall, said);
    recorders.thread.start();
    return recorders;
  }

  /** The same without a thread: {@link #writeOut()} is called by hand. */
  public static FlightRecorders byHand(
      RecorderConfig config, String build, WallClock wall, Consumer<String> said)
      throws FlightRefusal {
    return stopped(config, build, SegmentStore.onDisk(), wall, said);
  }

  private static FlightRecorders stopped(
      RecorderConfig config,
      String build,
      SegmentStore store,
      WallClock wall,
      Consumer<String> said)
      throws FlightRefusal {
    Path folder = config.folder();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FlightRefusal(
          "the recorder's folder %s cannot be made: %s".formatted(folder, e.getMessage()), e);
    }
    if (!Files.isWritable(folder)) {
      throw new FlightRefusal(
          "nothing can be written into the recorder's folder " + folder + ": choose another");
    }
    return new FlightRecorders(config, build, store, wall, said);
  }

  /** A recorder for one more robot. */
  public FlightRecorder recorder() {
    return new FlightRecorder(this);
  }

  /** What a recorder writes on its loop's thread; from now on its records are written out. */
  FlightTape begin(FleetMember member, FlightCounts counts) throws FlightRefusal {
    long beganMs = wall.epochMillis();
    FlightIdentity identity = identity(member, SegmentName.stamp(beganMs));
    SegmentRing segments = new SegmentRing(config.keep().toMillis(), MOST_BYTES);
    try {
      segments.find(config.folder(), identity.robot());
    } catch (IOException e) {
      throw new FlightRefusal(
          "the recorder's folder %s cannot be read: %s".formatted(config.folder(), e.getMessage()),
          e);
    }
    int answer =
        member.config().policy().candidates(member.bundle().manifest().sampler())
            * member.bundle().manifest().chunkSize();
    int snapshot = FlightTape.snapshotBytes(member.loop());
    FlightRing ring = new FlightRing(ringBytes(member.timing().cycleNs(), snapshot, answer));
    FlightTape tape =
        new FlightTape(
            member.loop(),
            member.robot().controls().size(),
            answer,
            ring,
            new SegmentLimits(config.keepNs() / SEGMENTS, SEGMENT_BYTES),
            wall,
            counts);
    // Room for any record is room for the whole ring.
    growTo(ring.capacity());
    writings.add(
        new Writing(
            tape,
            new SegmentWriter(ring, identity, config.folder(), store, segments, counts, said)));
    return tape;
  }

  /** A tape is told nothing any more: what it holds is written out, and its file is ended. */
  void retire(FlightTape tape) {
    for (Writing writing : writings) {
      if (writing.tape == tape) {
        writing.isRetired = true;
      }
    }
  }

  private synchronized void growTo(int bytes) {
    if (record.length < bytes + FlightLayout.CHECKSUM_BYTES) {
      record = new byte[bytes + FlightLayout.CHECKSUM_BYTES];
    }
  }

  private static int ringBytes(long cycleNs, int snapshot, int answer) {
    double perSecond = NS_PER_S / cycleNs * (BYTES_PER_CYCLE + Float.BYTES * answer);
    double wanted = Math.max(8.0 * snapshot, PATIENCE_S * perSecond);
    return (int) Math.min(MOST_RING_BYTES, Math.max(LEAST_RING_BYTES, wanted));
  }

  private FlightIdentity identity(FleetMember member, String flight) throws FlightRefusal {
    var manifest = member.bundle().manifest();
    FlightIdentity identity =
        new FlightIdentity(
            member.config().name(),
            flight,
            new FlightIdentity.BundleLabel(
                manifest.name(),
                manifest.version(),
                member.bundle().sha256(),
                member.bundle().source().toAbsolutePath().normalize().toString()),
            member.inline(),
            member.config().commands().key().isPresent(),
            member.robot().controls().stream().map(Quantity::name).toList(),
            RobotText.tree(member.config()),
            ThisMachine.describe(build, member.config().policy().engine()));
    requireReadable(identity, member.config());
    return identity;
  }

  /** Only what a configuration file could say can be read again. */
  private static void requireReadable(FlightIdentity identity, RobotConfig config)
      throws FlightRefusal {
    try {
      RobotConfig again =
          RobotText.read(
              "the record", identity.configText(), config.bundle(), config.commands().key());
      if (again.equals(config)) {
        return;
      }
      throw new FlightRefusal(
          "the configuration of " + config.name() + " reads differently when it is read again");
    } catch (YamlRefusal e) {
      throw new FlightRefusal(
          "the configuration of %s could not be read again: %s"
              .formatted(config.name(), e.getMessage()),
          e);
    }
  }

  /** Writes out what has been recorded since the last call. Writing thread. */
  public synchronized void writeOut() {
    for (Writing writing : List.copyOf(writings)) {
      if (writing.isRetired) {
        writing.writer.close(record, wall.epochMillis());
        writings.remove(writing);
      } else {
        writing.writer.writeOut(record, wall.epochMillis());
      }
    }
  }

  private void writeUntilClosed() {
    while (!closed) {
      writeOut();
      LockSupport.parkNanos(this, WRITE_PERIOD_NS);
    }
  }

  /** Writes what is left, and ends every file; no loop makes a cycle after this. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      for (Writing writing : writings) {
        writing.writer.close(record, wall.epochMillis());
      }
      writings.clear();
    }
  }
}
