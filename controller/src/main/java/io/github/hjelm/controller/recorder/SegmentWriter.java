package io.github.hjelm.controller.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One flight's way from its ring to its files. Each snapshot begins a file, so that each file can
 * be replayed by itself. What cannot be written ends the recording, said once; the loop never hears
 * of it. Writing thread.
 */
final class SegmentWriter {

  private static final int BATCH_BYTES = 64 << 10;

  /** A loss of power takes this much with it, and what the disk itself had not written. */
  private static final long FORCE_PERIOD_MS = 5_000;

  private final FlightRing ring;
  private final FlightIdentity identity;
  private final Path folder;
  private final SegmentStore store;
  private final SegmentRing segments;
  private final FlightCounts counts;
  private final Consumer<String> said;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH_BYTES);

  private SegmentStore.@Nullable Sink file;
  private @Nullable Path path;
  private int number;
  private long beganMs;
  private long fileBytes;
  private long forcedMs;
  private long unforced;
  private boolean hasSaid;

  SegmentWriter(
      FlightRing ring,
      FlightIdentity identity,
      Path folder,
      SegmentStore store,
      SegmentRing segments,
      FlightCounts counts,
      Consumer<String> said) {
    this.ring = ring;
    this.identity = identity;
    this.folder = folder;
    this.store = store;
    this.segments = segments;
    this.counts = counts;
    this.said = said;
  }

  /**
   * Writes out what has come in since the last call.
   *
   * @param record room for any record
   */
  void writeOut(byte[] record, long wallMs) {
    int length;
    while ((length = ring.poll(record)) > 0) {
      // Nobody waits for a ring that nobody empties.
      if (!counts.isEnded()) {
        attempt(record, length, wallMs);
      }
    }
    if (counts.isEnded()) {
      say();
    } else {
      try {
        flush();
        if (unforced > 0 && Math.abs(wallMs - forcedMs) >= FORCE_PERIOD_MS) {
          force(wallMs);
        }
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void attempt(byte[] record, int length, long wallMs) {
    try {
      if (record[FlightLayout.KIND_AT] == FlightLayout.SNAPSHOT) {
        next(wallMs);
      }
      FlightLayout.seal(record, length + FlightLayout.CHECKSUM_BYTES, crc);
      append(record, length + FlightLayout.CHECKSUM_BYTES);
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Ends the file that there is, and begins another. */
  private void next(long wallMs) throws IOException {
    end(1, wallMs);
    segments.prune();
    number++;
    beganMs = wallMs;
    Path named = new SegmentName(identity.robot(), wallMs, number).in(folder);
    file = store.create(named);
    path = named;
    byte[] header = FlightLayout.header();
    append(header, header.length);
    byte[] who = FlightLayout.record(FlightLayout.IDENTITY, 0, identity.text(number));
    append(who, who.length);
  }

  private void end(int isFollowed, long wallMs) throws IOException {
    if (file == null || path == null) {
      return;
    }
    byte[] end = FlightLayout.record(FlightLayout.END, isFollowed, new byte[0]);
    append(end, end.length);
    flush();
    force(wallMs);
    file.close();
    file = null;
    segments.closed(path, fileBytes, wallMs - beganMs);
    fileBytes = 0;
  }

  private void append(byte[] bytes, int length) throws IOException {
    if (length > batch.remaining()) {
      flush();
    }
    if (length > batch.remaining()) {
      write(ByteBuffer.wrap(bytes, 0, length));
    } else {
      batch.put(bytes, 0, length);
    }
  }

  private void flush() throws IOException {
    if (batch.position() > 0) {
      write(batch.flip());
      batch.clear();
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    if (file == null) {
      throw new IOException("nothing was begun");
    }
    file.write(bytes);
    counts.wrote(length);
    fileBytes += length;
    unforced += length;
  }

  private void force(long wallMs) throws IOException {
    forcedMs = wallMs;
    unforced = 0;
    if (file != null) {
      file.force();
    }
  }

  private void fail(IOException e) {
    counts.end(
        "the flight recorder of %s stopped after %d bytes (%s); the robot flies on"
            .formatted(identity.robot(), counts.writtenBytes(), e.getMessage()));
    say();
  }

  private void say() {
    if (!hasSaid) {
      hasSaid = true;
      said.accept(counts.problem());
      closeQuietly();
    }
  }

  /** Writes what is left, and an end. */
  void close(byte[] record, long wallMs) {
    writeOut(record, wallMs);
    if (!counts.isEnded()) {
      try {
        end(0, wallMs);
      } catch (IOException e) {
        fail(e);
      }
    }
    closeQuietly();
  }

  private void closeQuietly() {
    SegmentStore.Sink last = file;
    file = null;
    batch.clear();
    if (last != null) {
      try {
        last.close();
      } catch (IOException e) {
        // What is on disk is on disk; the replay finds its end.
        return;
      }
    }
  }
}
