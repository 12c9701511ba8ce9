package io.github.hjelm.sensors.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Round trips, truncation at every byte, and every single flipped bit. */
class RecordingProperties {

  @Test
  void replayIntoARecorderGivesTheSameMessages(@TempDir Path folder) throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      Path original = record(folder.resolve(seed + ".hjrec"), seed, 200);
      Path again = folder.resolve(seed + "-again.hjrec");
      HandSetClock clock = new HandSetClock(seed);
      MemoryBroker broker = new MemoryBroker(clock);
      ReplaySettings settings = ReplaySettings.original().asFastAsPossible().withCommands();
      try (Recorder recorder = Recordings.recorder(again, clock);
          RecordingReader reader = RecordingReader.open(original)) {
        broker.link().subscribe("#", recorder);
        new Replayer(reader, broker.link(), settings, clock).run();
      }
      List<String> expected = Recordings.texts(original);
      assertEquals(200, expected.size());
      assertEquals(expected, Recordings.texts(again), "seed " + seed);
    }
  }

  /** At the original speed the times come out again, so the two files are the same bytes. */
  @Test
  void replayAtOriginalSpeedGivesTheSameFile(@TempDir Path folder) throws Exception {
    Path original = record(folder.resolve("a.hjrec"), 5, 200);
    Path again = folder.resolve("b.hjrec");
    HandSetClock clock = new HandSetClock(77);
    MemoryBroker broker = new MemoryBroker(clock);
    try (Recorder recorder = Recordings.recorder(again, clock);
        RecordingReader reader = RecordingReader.open(original)) {
      broker.link().subscribe("#", recorder);
      Replayer replayer =
          new Replayer(reader, broker.link(), ReplaySettings.original().withCommands(), clock);
      for (long wait = replayer.doWork(); wait != Replayer.FINISHED; wait = replayer.doWork()) {
        clock.advanceNs(wait);
      }
    }
    assertEquals(-1, Files.mismatch(original, again));
  }

  @Test
  void isReadableUpToWhereverItWasCut(@TempDir Path folder) throws Exception {
    byte[] file = Files.readAllBytes(record(folder.resolve("a.hjrec"), 11, 20));
    List<String> all = Recordings.texts(Recordings.reader(file));
    int before = 0;
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      if (length < RecordingLayout.HEADER_BYTES) {
        assertTrue(isRefused(cut), "cut at " + length);
        continue;
      }
      RecordingReader reader = Recordings.reader(cut);
      List<String> texts = Recordings.texts(reader);
      assertEquals(all.subList(0, texts.size()), texts, "cut at " + length);
      assertEquals(RecordingEnding.CUT, reader.ending(), "cut at " + length);
      assertTrue(texts.size() >= before, "cut at " + length);
      before = texts.size();
    }
    assertEquals(all.size(), before);
  }

  @Test
  void noticesEveryFlippedBit(@TempDir Path folder) throws Exception {
    byte[] file = Files.readAllBytes(record(folder.resolve("a.hjrec"), 13, 5));
    List<String> all = Recordings.texts(Recordings.reader(file));
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] flipped = file.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      if (bit / 8 < RecordingLayout.HEADER_BYTES) {
        assertTrue(isRefused(flipped), "bit " + bit);
        continue;
      }
      RecordingReader reader = Recordings.reader(flipped);
      List<String> texts = Recordings.texts(reader);
      assertEquals(all.subList(0, texts.size()), texts, "bit " + bit);
      boolean noticed =
          reader.ending() == RecordingEnding.DAMAGED || reader.ending() == RecordingEnding.CUT;
      assertTrue(noticed, "bit " + bit + " " + reader.ending());
    }
  }

  @Test
  void survivesGarbageWithAValidHeader() throws Exception {
    for (long seed = 1; seed <= 2000; seed++) {
      Random random = new Random(seed);
      byte[] header = RecordingLayout.header(0);
      byte[] file = Arrays.copyOf(header, header.length + random.nextInt(200));
      byte[] garbage = new byte[file.length - header.length];
      random.nextBytes(garbage);
      // Half of the lengths are plausible, so that the fields behind them are reached.
      if (garbage.length > 4 && random.nextBoolean()) {
        RecordingLayout.putI32(garbage, 0, random.nextInt(2 * garbage.length));
      }
      System.arraycopy(garbage, 0, file, header.length, garbage.length);
      RecordingReader reader = Recordings.reader(file);
      assertEquals(List.of(), Recordings.texts(reader), "seed " + seed);
      assertTrue(reader.ending() != RecordingEnding.COMPLETE, "seed " + seed);
    }
  }

  @Test
  void noticesAMissingRecord(@TempDir Path folder) throws Exception {
    byte[] file = Files.readAllBytes(record(folder.resolve("a.hjrec"), 17, 10));
    int second =
        RecordingLayout.HEADER_BYTES + RecordingLayout.i32(file, RecordingLayout.HEADER_BYTES);
    byte[] missing = new byte[file.length - (second - RecordingLayout.HEADER_BYTES)];
    System.arraycopy(file, 0, missing, 0, RecordingLayout.HEADER_BYTES);
    System.arraycopy(file, second, missing, RecordingLayout.HEADER_BYTES, file.length - second);
    RecordingReader reader = Recordings.reader(missing);
    assertEquals(9, Recordings.texts(reader).size());
    assertEquals(RecordingEnding.DAMAGED, reader.ending());
  }

  private static boolean isRefused(byte[] file) {
    try {
      Recordings.reader(file);
      return false;
    } catch (RecordingRefusal e) {
      return true;
    }
  }

  private static Path record(Path file, long seed, int messages)
      throws RecordingRefusal, IOException {
    HandSetClock clock = new HandSetClock(1_000);
    MemoryBroker broker = new MemoryBroker(clock);
    try (Recorder recorder = Recordings.recorder(file, clock)) {
      broker.link().subscribe("#", recorder);
      Recordings.talk(broker.link(), clock, seed, messages);
    }
    return file;
  }
}
