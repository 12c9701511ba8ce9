package io.github.hjelm.export.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.recorder.CycleReader;
import io.github.hjelm.controller.recorder.FlightEnding;
import io.github.hjelm.controller.recorder.FlightRefusal;
import io.github.hjelm.controller.recorder.FlightReport;
import io.github.hjelm.controller.recorder.RecordedCycle;
import io.github.hjelm.export.guidance.GuidedBundles;
import io.github.hjelm.export.guidance.SeededNetworks;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.sensors.frame.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a flight recorder kept of shipped robots is computed again, bit for bit. */
class FlightRecordTest {

  private static final Path MULTI_GOAL = Path.of("bundles", "multi-goal.zip");

  /** A segment a second. */
  private static final Duration KEEP = Duration.ofSeconds(10);

  private static final byte FRAME = 3;
  private static final byte ANSWER = 4;

  private final Path folder;

  FlightRecordTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Path> bundles() throws IOException {
    return ShippedFlightTest.bundles();
  }

  private static RecordedFlight flight(Path folder, LaneChoice lane) throws Exception {
    return new RecordedFlight(MULTI_GOAL, folder, KEEP, lane, 1);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  private static FlightReport only(List<FlightReport> reports) {
    assertEquals(1, reports.size(), reports::toString);
    return reports.get(0);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void everyShippedRobotsFlightComesToTheSame(Path zip) throws Exception {
    List<Long> instants = new ArrayList<>();
    long cycles;
    try (RecordedFlight flight =
        new RecordedFlight(zip, folder, KEEP, LaneChoice.INLINE, zip.hashCode())) {
      flight.calm(100);
      flight.rough(2500);
      flight.calm(100);
      cycles = flight.member.controlled().cycles();
      assertEquals(0, flight.recorder.counts().droppedRecords());
      assertEquals(List.of(), flight.said);
    }
    FlightReport report =
        only(RecordedFlight.replay(folder, told(cycle -> instants.add(cycle.nowNs()))));
    assertTrue(report.isSame(), report::toString);
    assertEquals(0, report.differing(), report::toString);
    assertEquals(FlightEnding.COMPLETE, report.ending());
    assertTrue(report.snapshots() >= 7, report::toString);
    assertTrue(report.answers().asked() > 0, report::toString);
    assertTrue(report.verdicts().size() >= 4, report::toString);
    // The oldest files are gone, and what is left reaches far enough back.
    assertTrue(report.cycles() < cycles, report::toString);
    assertTrue(instants.get(instants.size() - 1) - instants.get(0) >= KEEP.toNanos());
  }

  @Test
  void aPolicyOnItsOwnThreadComesToTheSame() throws Exception {
    try (RecordedFlight flight = flight(folder, LaneChoice.THREAD)) {
      flight.calm(50);
      flight.rough(900);
    }
    FlightReport report = only(RecordedFlight.replay(folder));
    assertTrue(report.isSame(), report::toString);
    assertTrue(report.answers().asked() > 10, report::toString);
    assertTrue(report.verdicts().containsKey(Verdict.PASSED), report::toString);
    assertTrue(report.snapshots() >= 5, report::toString);
  }

  /** What it was to agree with is not on record: the loop that is computed again has to know it. */
  @ParameterizedTest
  @EnumSource(names = {"INLINE", "THREAD"})
  void aGuidedFlightComesToTheSame(LaneChoice lane) throws Exception {
    Path zip = folder.resolve("guided.zip");
    Network network = new ResidualMlp(new NetworkShape(2, 8, 2, true, 1, 1), 32, 2);
    GuidedBundles.replace(
        MULTI_GOAL, zip, FlowMatching.onPairs(), network, SeededNetworks.weights(network, 1));
    Path records = folder.resolve("records");
    try (RecordedFlight flight = new RecordedFlight(zip, records, KEEP, lane, 1)) {
      assertTrue(flight.member.lane().contains("guided"), flight.member.lane());
      flight.calm(50);
      flight.rough(1000);
      assertTrue(flight.timesGuided() > 10, () -> "guided " + flight.timesGuided() + " times");
    }
    FlightReport report = only(RecordedFlight.replay(records));
    assertTrue(report.isSame(), report::toString);
    assertTrue(report.answers().asked() > 5, report::toString);
    assertTrue(report.snapshots() >= 5, report::toString);
  }

  @Test
  void aPolicyThatSaysSomethingElseNowIsTold() throws Exception {
    try (RecordedFlight flight = flight(folder, LaneChoice.INLINE)) {
      flight.calm(50);
      flight.senseless(100);
      flight.calm(50);
    }
    FlightReport report = only(RecordedFlight.replay(folder));
    assertEquals(0, report.differing(), report::toString);
    assertTrue(report.verdicts().containsKey(Verdict.HELD_POLICY_FAULT), report::toString);
    assertFalse(report.isSamePolicy(), report::toString);
    assertTrue(report.answers().first() >= 49, report::toString);
    assertFalse(report.isSame());
  }

  @Test
  void aFileIsReplayedByItself() throws Exception {
    try (RecordedFlight flight = flight(folder, LaneChoice.INLINE)) {
      flight.rough(700);
    }
    long cycles = 0;
    for (Path file : files()) {
      FlightReport report = only(RecordedFlight.replay(file));
      assertTrue(report.isSame(), report::toString);
      assertEquals(1, report.files());
      cycles += report.cycles();
    }
    assertTrue(files().size() >= 5, () -> "one file only");
    assertEquals(only(RecordedFlight.replay(folder)).cycles(), cycles);
  }

  @Test
  void whatFindsNoRoomIsCountedAndTheFlightGoesOnBehindTheGap() throws Exception {
    long dropped;
    try (RecordedFlight flight = flight(folder, LaneChoice.INLINE)) {
      flight.calm(50);
      flight.unwritten(3000);
      assertTrue(flight.recorder.counts().droppedRecords() > 0);
      // The frame of the next period still finds no snapshot before it.
      flight.calm(2);
      dropped = flight.recorder.counts().droppedRecords();
      flight.calm(150);
      assertEquals(dropped, flight.recorder.counts().droppedRecords());
    }
    FlightReport report = only(RecordedFlight.replay(folder));
    assertTrue(report.isSame(), report::toString);
    assertEquals(dropped, report.missing());
    assertTrue(report.cycles() >= 200, report::toString);
  }

  @Test
  void aTornTailIsCutOff() throws Exception {
    try (RecordedFlight flight = flight(folder, LaneChoice.INLINE)) {
      flight.rough(80);
    }
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    long cycles = only(RecordedFlight.replay(file)).cycles();
    int half = whole.length - whole.length / 3;
    Files.write(file, Arrays.copyOf(whole, half));
    FlightReport cut = only(RecordedFlight.replay(file));
    assertTrue(cut.isSame(), cut::toString);
    assertEquals(FlightEnding.CUT, cut.ending());
    assertTrue(cut.cycles() > 0 && cut.cycles() < cycles, cut::toString);
    // As a file system leaves it that made the file longer and lost what was to be in it.
    Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, half), whole.length));
    assertEquals(cut.cycles(), only(RecordedFlight.replay(file)).cycles());
    Files.write(file, Arrays.copyOf(whole, 2000));
    assertThrows(FlightRefusal.class, () -> RecordedFlight.replay(file));
    Files.write(file, new byte[0]);
    assertThrows(FlightRefusal.class, () -> RecordedFlight.replay(file));
  }

  @ParameterizedTest
  @EnumSource
  void oneBitOfAnInputIsFound(Tampered what) throws Exception {
    try (RecordedFlight flight = flight(folder, LaneChoice.INLINE)) {
      flight.calm(80);
    }
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    int at = record(bytes, what.kind, 20);
    bytes[at + what.byteAt] ^= what.bit;
    byte[] unsealed = bytes.clone();
    seal(bytes, at);
    Files.write(file, bytes);
    FlightReport report = only(RecordedFlight.replay(file));
    assertFalse(report.isSame(), report::toString);
    if (what.kind == FRAME) {
      assertTrue(report.first().orElseThrow().cycle() >= 5, report::toString);
    } else {
      assertTrue(report.answers().first() > 0, report::toString);
    }
    Files.write(file, unsealed);
    FlightReport damaged = only(RecordedFlight.replay(file));
    assertTrue(damaged.isSame(), damaged::toString);
    assertEquals(FlightEnding.DAMAGED, damaged.ending());
  }

  /** Which bit of which record. */
  enum Tampered {
    RECEIPT(FRAME, 8 + 3, 4),
    PAYLOAD(FRAME, 8 + 8 + 40, 1),
    SENT_AGAIN_BY_THE_BROKER(FRAME, 5, 1),
    /** In the mantissa. */
    ANSWER_OF_THE_POLICY(ANSWER, 8 + 1, 64);

    private final byte kind;
    private final int byteAt;
    private final byte bit;

    Tampered(byte kind, int byteAt, int bit) {
      this.kind = kind;
      this.byteAt = byteAt;
      this.bit = (byte) bit;
    }
  }

  private static int record(byte[] file, byte kind, int skipped) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int left = kind == FRAME ? skipped : 1;
    for (int at = 16; ; at += bytes.getInt(at)) {
      if (file[at + 4] == kind && left-- == 0) {
        return at;
      }
    }
  }

  private static void seal(byte[] file, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.getInt(at) - 4;
    CRC32C crc = new CRC32C();
    crc.update(file, at, end);
    bytes.putInt(at + end, (int) crc.getValue());
  }

  @Test
  void everyCycleIsTold() throws Exception {
    List<RecordedCycle> told = new ArrayList<>();
    try (RecordedFlight flight = flight(folder, LaneChoice.INLINE)) {
      flight.calm(120);
    }
    FlightReport report = only(RecordedFlight.replay(folder, told(told::add)));
    assertEquals(report.cycles(), told.size());
    for (int k = 0; k < told.size(); k++) {
      assertEquals(k, told.get(k).number());
    }
  }

  private static CycleReader told(Consumer<RecordedCycle> cycles) {
    return new CycleReader() {
      @Override
      public void flight(String robot, List<String> controls) {
        assertEquals(RecordedFlight.ROBOT, robot);
        assertFalse(controls.isEmpty());
      }

      @Override
      public void cycle(RecordedCycle cycle, long wallMs) {
        cycles.accept(cycle);
      }
    };
  }
}
