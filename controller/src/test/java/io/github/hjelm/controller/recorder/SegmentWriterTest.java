package io.github.hjelm.controller.recorder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.loop.LoopBench;
import io.github.hjelm.controller.recorder.FlightTape.SegmentLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWriterTest {

  private static final long MINUTE_MS = 60_000;

  private final Path folder;
  private final TapedLoop loop =
      new TapedLoop(1 << 18, new SegmentLimits(5 * LoopBench.PERIOD_NS, Long.MAX_VALUE));
  private final List<String> said = new ArrayList<>();
  private final byte[] record = new byte[1 << 19];
  private long wallMs = 1_700_000_000_000L;

  SegmentWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    loop.bench.close();
  }

  private SegmentWriter writer(SegmentStore store, long keepMs, long maxBytes) throws IOException {
    SegmentRing segments = new SegmentRing(keepMs, maxBytes);
    segments.find(folder, "mass");
    return new SegmentWriter(
        loop.ring, TapedLoop.IDENTITY, folder, store, segments, loop.counts, said::add);
  }

  private void fly(SegmentWriter writer, int cycles) {
    for (int k = 0; k < cycles; k++) {
      loop.cycle(0);
      wallMs += 100;
      writer.writeOut(record, wallMs);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static long count(FlightSegment segment, byte kind) {
    long count = 0;
    while (segment.next()) {
      count += segment.kind() == kind ? 1 : 0;
    }
    return count;
  }

  @Test
  void everyFileSaysWhoseItIsAndBeginsWithASnapshot() throws Exception {
    SegmentWriter writer = writer(SegmentStore.onDisk(), MINUTE_MS, Long.MAX_VALUE);
    fly(writer, 20);
    writer.close(record, wallMs);
    List<Path> files = files();
    assertEquals(4, files.size());
    long cycles = 0;
    long bytes = 0;
    for (int k = 0; k < files.size(); k++) {
      FlightSegment segment = FlightSegment.read(files.get(k));
      FlightIdentity.Placed placed = segment.identity();
      assertEquals(new FlightIdentity.Placed(TapedLoop.IDENTITY, k + 1), placed);
      assertTrue(segment.next());
      assertEquals(FlightLayout.SNAPSHOT, segment.kind());
      cycles += count(segment, FlightLayout.CYCLE);
      assertEquals(FlightEnding.COMPLETE, segment.ending());
      bytes += Files.size(files.get(k));
    }
    assertEquals(20, cycles);
    assertEquals(bytes, loop.counts.writtenBytes());
    assertEquals(List.of(), said);
  }

  @Test
  void theOldestGoWhenTheOthersReachFarEnoughBack() throws Exception {
    SegmentWriter writer = writer(SegmentStore.onDisk(), 1_000, Long.MAX_VALUE);
    fly(writer, 100);
    // Half a second each: two reach back a second, and one is being written.
    assertEquals(3, files().size());
    writer.close(record, wallMs);
    SegmentWriter next = writer(SegmentStore.onDisk(), 1_000, Long.MAX_VALUE);
    wallMs += 24 * 60 * MINUTE_MS;
    // Times of files are the machine's, names are ours: what lies there is taken as long.
    assertEquals(3, files().size());
    fly(next, 1);
    assertTrue(files().size() <= 4);
  }

  @Test
  void theOldestGoWhenThereIsTooMuch() throws Exception {
    SegmentWriter writer = writer(SegmentStore.onDisk(), MINUTE_MS, 1);
    fly(writer, 100);
    assertEquals(1, files().size());
  }

  @Test
  void whatOthersPutThereStays() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(
        new SegmentName("other", 1_600_000_000_000L, 1).in(folder), "of another robot");
    SegmentWriter writer = writer(SegmentStore.onDisk(), 1, 1);
    fly(writer, 100);
    assertEquals(3, files().size());
  }

  @Test
  void aFullDiskIsSaidOnceAndTheRobotFliesOn() throws Exception {
    long room = 30_000;
    SegmentStore full =
        path -> {
          SegmentStore.Sink real = SegmentStore.onDisk().create(path);
          return new SegmentStore.Sink() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
              if (loop.counts.writtenBytes() + bytes.remaining() > room) {
                throw new IOException("No space left on device");
              }
              real.write(bytes);
            }

            @Override
            public void force() throws IOException {
              real.force();
            }

            @Override
            public void close() throws IOException {
              real.close();
            }
          };
        };
    SegmentWriter writer = writer(full, MINUTE_MS, Long.MAX_VALUE);
    fly(writer, 100);
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.get(0).contains("No space left on device"), said::toString);
    assertTrue(loop.counts.droppedRecords() > 0);
    assertTrue(loop.counts.writtenBytes() <= room);
    assertEquals(100, loop.bench.loop.safety().counts().total());
    writer.close(record, wallMs);
    assertEquals(1, said.size(), said::toString);
  }

  @Test
  void aRecorderThatBrokeIsSaidOnce() throws Exception {
    SegmentWriter writer = writer(SegmentStore.onDisk(), MINUTE_MS, Long.MAX_VALUE);
    fly(writer, 3);
    loop.recorder.answered(new float[1 << 16]);
    fly(writer, 3);
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.get(0).contains("broke"), said::toString);
  }

  @Test
  void whereverItIsCutOffTheRecordsBeforeAreWhole() throws Exception {
    SegmentWriter writer = writer(SegmentStore.onDisk(), MINUTE_MS, Long.MAX_VALUE);
    fly(writer, 4);
    writer.close(record, wallMs);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    int step = Math.max(1, whole.length / 500);
    long last = 0;
    for (int length = 0; length < whole.length; length += step) {
      Files.write(file, Arrays.copyOf(whole, length));
      FlightSegment cut = FlightSegment.read(file);
      long cycles = cut.identity() == null ? 0 : count(cut, FlightLayout.CYCLE);
      assertEquals(FlightEnding.CUT, cut.ending(), "cut at " + length);
      assertTrue(cycles >= last, "cut at " + length);
      last = cycles;
    }
    assertTrue(last >= 3);
    Files.write(file, new byte[0]);
    assertNull(FlightSegment.read(file).identity());
  }

  @Test
  void aFlippedBitEndsWhatIsRead() throws Exception {
    SegmentWriter writer = writer(SegmentStore.onDisk(), MINUTE_MS, Long.MAX_VALUE);
    fly(writer, 4);
    writer.close(record, wallMs);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int at = FlightLayout.HEADER_BYTES; at < whole.length; at += 97) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(file, flipped);
      FlightSegment segment = FlightSegment.read(file);
      count(segment, FlightLayout.CYCLE);
      assertTrue(segment.ending() != FlightEnding.COMPLETE, "byte " + at);
    }
  }
}
