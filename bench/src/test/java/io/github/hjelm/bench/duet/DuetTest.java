package io.github.hjelm.bench.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.control.Lateness;
import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.SimulatedWorld;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.load.Wire;
import io.github.hjelm.bench.measure.MachineUsage;
import io.github.hjelm.bench.measure.ProcessUsage;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.stack.MemoryCounts;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuetTest {

  private static final Traffic KILOHERTZ = new Traffic(Arrivals.PERIODIC, 1, 1_000, 1_000_000_000);
  private static final int FAST = 1;
  private static final int SLOW = 101;

  private final Ledger ledger = new Ledger(2);
  private final Lateness control = new Lateness();
  private final List<String> turns = new ArrayList<>();

  /** A stack that is no process. */
  private static final class Pretended implements RunningStack {
    private final int turnsToLive;
    private int asked;

    Pretended(int turnsToLive) {
      this.turnsToLive = turnsToLive;
    }

    @Override
    public String name() {
      return "pretended";
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.empty();
    }

    @Override
    public boolean isAlive() {
      return asked++ < turnsToLive;
    }

    @Override
    public String logTail() {
      return "out of paper";
    }

    @Override
    public Optional<MemoryCounts> memory() {
      return Optional.of(new MemoryCounts(1_000L * asked, asked, 0));
    }

    @Override
    public void close() {}
  }

  private Rig rig(SimulatedWorld world, Wire wire) {
    return rig(world, wire, new MachineUsage());
  }

  private Rig rig(SimulatedWorld world, Wire wire, MachineUsage machine) {
    return new Rig(world, world, wire, ledger, new Observations(4), () -> control, machine);
  }

  private Rig rig(long publishNs, SimulatedWorld.Behaviour behaviour) {
    SimulatedWorld world = new SimulatedWorld(ledger, publishNs, behaviour);
    return rig(world, world);
  }

  private static Contestant contestant(String name, int firstRobot) {
    return new Contestant(name, new Pretended(Integer.MAX_VALUE), firstRobot);
  }

  private Duet duet(Rig rig, long seed) {
    return new Duet(
        rig, KILOHERTZ, new Random(seed), (whose, line, reading) -> turns.add(whose.name()));
  }

  @Test
  void everybodyHasOneTurnPerRoundInAnOrderOfChance() throws IOException, InterruptedException {
    Rig rig = rig(0, (robot, sequence, at) -> List.of(robot == FAST ? 90_000L : 120_000L));
    Contestant fast = contestant("fast", FAST);
    Contestant slow = contestant("slow", SLOW);
    duet(rig, 4).run(List.of(fast, slow), 12, Long.MAX_VALUE, round -> {});
    int fastFirst = 0;
    for (int round = 0; round < 12; round++) {
      List<String> both = turns.subList(2 * round, 2 * round + 2);
      assertEquals(2, new TreeSet<>(both).size());
      fastFirst += both.get(0).equals("fast") ? 1 : 0;
      assertEquals(round, fast.rounds().get(round).round());
    }
    assertTrue(fastFirst > 1 && fastFirst < 11, turns::toString);
    Interval ratio =
        new BlockBootstrap(1)
            .ratio(fast.perRound(RoundLine::serviceP50Us), slow.perRound(RoundLine::serviceP50Us));
    assertEquals(0.75, ratio.ratio(), 0.001);
    assertTrue(ratio.smaller());
    assertEquals(12 * 900, fast.all().counts().answered());
    // Asked for a turn twelve times and once at the end, 1,000 bytes each.
    assertEquals(13_000 / 12.0, fast.cost().allocatedBytesPerThousand(), 1e-9);
    List<String> before = List.copyOf(turns);
    turns.clear();
    duet(rig, 4).run(List.of(fast, slow), 12, Long.MAX_VALUE, round -> {});
    assertEquals(before, turns);
  }

  /** This process, which notes when somebody asks which one it is. */
  private static final class Watched implements RunningStack {
    private final MonotonicClock clock;
    private final List<Long> readAtNs = new ArrayList<>();

    Watched(MonotonicClock clock) {
      this.clock = clock;
    }

    @Override
    public String name() {
      return "watched";
    }

    @Override
    public OptionalLong pid() {
      readAtNs.add(clock.nanoTime());
      return OptionalLong.of(ProcessHandle.current().pid());
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public String logTail() {
      return "";
    }

    @Override
    public Optional<MemoryCounts> memory() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  @Test
  void costsAreReadBeforeAndAfterEachSliceAndNeverWithinOne()
      throws IOException, InterruptedException {
    Rig rig = rig(0, (robot, sequence, at) -> List.of(90_000L));
    Watched stack = new Watched(rig.clock());
    Contestant watched = new Contestant("watched", stack, FAST);
    long startNs = rig.clock().nanoTime();
    duet(rig, 4).run(List.of(watched), 3, Long.MAX_VALUE, round -> {});
    assertEquals(6, stack.readAtNs.size());
    for (RoundLine line : watched.rounds()) {
      double beginS = line.atS();
      List<Double> before = new ArrayList<>();
      for (long at : stack.readAtNs) {
        double atS = (at - startNs) / 1e9;
        assertTrue(atS < beginS || atS > beginS + 0.999, () -> atS + " is within " + line);
        if (atS < beginS) {
          before.add(atS);
        }
      }
      assertEquals(1 + 2 * line.round(), before.size());
    }
    boolean linux = ProcessUsage.of(ProcessHandle.current().pid()).isPresent();
    assertEquals(linux, watched.cost().voluntarySwitchesPerThousand() >= 0);
    assertEquals(linux, watched.cost().involuntarySwitchesPerThousand() >= 0);
  }

  @Test
  void pressureIsTheShareOfASliceInWhichSomebodyWaited(@TempDir Path proc)
      throws IOException, InterruptedException {
    Path file = Files.createDirectory(proc.resolve("pressure")).resolve("cpu");
    Files.writeString(file, "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000000\n");
    SimulatedWorld world = new SimulatedWorld(ledger, 0, (robot, sequence, at) -> List.of(90_000L));
    long[] waitedUs = {1_000_000};
    Wire crowded =
        (robot, message, length) -> {
          waitedUs[0] += 100;
          Files.writeString(file, "some avg10=0.00 total=%d\n".formatted(waitedUs[0]));
          world.publish(robot, message, length);
        };
    Contestant one = contestant("one", FAST);
    duet(rig(world, crowded, new MachineUsage(proc, proc)), 1)
        .run(List.of(one), 2, Long.MAX_VALUE, round -> {});
    // A thousand times 100 µs in a second; in its lead and until its last answer nobody waits.
    for (RoundLine line : one.rounds()) {
      assertEquals(0.1, line.cpuPressure(), 0.001);
      assertEquals(-1, line.stealTicks());
    }
    Files.delete(file);
    Contestant other = contestant("other", FAST);
    duet(rig(world, world, new MachineUsage(proc, proc)), 1)
        .run(List.of(other), 1, Long.MAX_VALUE, round -> {});
    assertEquals(Double.NaN, other.rounds().get(0).cpuPressure());
  }

  @Test
  void aRunThatIsOutOfTimeEndsWithItsRound() throws IOException, InterruptedException {
    Rig rig = rig(0, (robot, sequence, at) -> List.of(90_000L));
    Contestant one = contestant("one", FAST);
    Contestant other = contestant("other", SLOW);
    long lastNs = rig.clock().nanoTime() + 3_000_000_000L;
    duet(rig, 4).run(List.of(one, other), 8, lastNs, round -> {});
    assertEquals(2, one.rounds().size());
    assertEquals(2, other.rounds().size());
  }

  @Test
  void whoeverEndsLeavesWhatHeHasShown() throws IOException, InterruptedException {
    Rig rig = rig(0, (robot, sequence, at) -> List.of(90_000L));
    Contestant mortal = new Contestant("mortal", new Pretended(3), FAST);
    Contestant other = contestant("other", SLOW);
    duet(rig, 4).run(List.of(mortal, other), 8, Long.MAX_VALUE, round -> {});
    assertEquals(3, mortal.rounds().size());
    assertEquals(8, other.rounds().size());
    assertEquals("it ended; its last words: out of paper", mortal.ended());
  }

  @Test
  void quietIsWhatTheControlSawAsQuiet() throws IOException, InterruptedException {
    Rig rig = rig(0, (robot, sequence, at) -> List.of(90_000L));
    long from = rig.clock().nanoTime();
    // Late at 1.5 s for a moment; not watched at all after 6 s.
    for (long at = from; at < from + 6_000_000_000L; at += 1_000_000) {
      control.add(at, at - from == 1_500_000_000L ? 250_000 : 20_000);
    }
    Contestant one = contestant("one", FAST);
    duet(rig, 4).run(List.of(one), 8, Long.MAX_VALUE, round -> {});
    int quiet = (int) one.rounds().stream().filter(RoundLine::quiet).count();
    boolean stealKnown = new MachineUsage().stealTicks().isPresent();
    assertTrue(quiet <= 5 && (quiet >= 3 || !stealKnown), one.rounds()::toString);
    assertEquals(quiet, one.quiet().slices());
    assertEquals(250, one.rounds().get(1).controlMaxUs());
    assertEquals(-1, one.rounds().get(7).controlMaxUs());
    assertFalse(one.rounds().get(1).quiet());
    assertFalse(one.rounds().get(7).quiet());
  }

  @Test
  void anOverloadedGeneratorIsNotBelieved() throws IOException, InterruptedException {
    Contestant good = contestant("good", FAST);
    duet(rig(20_000, (robot, sequence, at) -> List.of(90_000L)), 1)
        .run(List.of(good), 2, Long.MAX_VALUE, round -> {});
    assertEquals(List.of(), Validity.complaints(good, KILOHERTZ));
    Contestant late = contestant("late", FAST);
    duet(rig(1_050_000, (robot, sequence, at) -> List.of(90_000L)), 1)
        .run(List.of(late), 2, Long.MAX_VALUE, round -> {});
    assertEquals(1, Validity.complaints(late, KILOHERTZ).size());
    assertTrue(Validity.complaints(late, KILOHERTZ).get(0).startsWith("the bench was late"));
    Contestant hopeless = contestant("hopeless", FAST);
    duet(rig(2_000_000, (robot, sequence, at) -> List.of(90_000L)), 1)
        .run(List.of(hopeless), 2, Long.MAX_VALUE, round -> {});
    List<String> complaints = Validity.complaints(hopeless, KILOHERTZ);
    assertTrue(complaints.get(0).startsWith("the bench sent 1102 of 2000"), complaints::toString);
  }

  @Test
  void whoWasLateIsSaidAndLateIsLate() throws IOException, InterruptedException {
    List<String> bench = Validity.complaints(delayed("one", 1_000_000), KILOHERTZ);
    assertEquals(1, bench.size());
    assertTrue(bench.get(0).startsWith("the bench was late for one"), bench::toString);
    List<String> machine = Validity.complaints(delayed("other", 200_000_000), KILOHERTZ);
    assertEquals(1, machine.size());
    assertTrue(machine.get(0).startsWith("the machine was late for other"), machine::toString);
  }

  /** Asked a little more slowly than it should be, while a mere sleeper wakes so late. */
  private Contestant delayed(String name, long controlNs) throws IOException, InterruptedException {
    SimulatedWorld world =
        new SimulatedWorld(ledger, 1_050_000, (robot, sequence, at) -> List.of(90_000L));
    Lateness late = new Lateness();
    for (int ms = 0; ms < 5_000; ms++) {
      late.add(world.nanoTime() + ms * 1_000_000L, controlNs);
    }
    Observations observations = new Observations(4);
    Rig rig = new Rig(world, world, world, ledger, observations, () -> late, new MachineUsage());
    Contestant one = contestant(name, FAST);
    duet(rig, 1).run(List.of(one), 2, Long.MAX_VALUE, round -> {});
    return one;
  }

  @Test
  void capacityIsTheHighestRateThatIsKeptUpWith() throws IOException, InterruptedException {
    long[] busyUntil = {0};
    Rig rig =
        rig(
            0,
            (robot, sequence, at) -> {
              busyUntil[0] = Math.max(at, busyUntil[0]) + 300_000;
              return List.of(busyUntil[0] - at);
            });
    List<Double> rates = List.of(1_000.0, 2_000.0, 3_000.0, 4_000.0, 6_000.0);
    Map<String, List<CapacitySearch.Point>> points =
        new CapacitySearch(rig, KILOHERTZ, new Random(1), (whose, line, reading) -> {})
            .run(List.of(contestant("one", FAST)), rates, 2, Long.MAX_VALUE, rate -> {});
    List<CapacitySearch.Point> its = points.getOrDefault("one", List.of());
    assertEquals(3_000, CapacitySearch.highestHz(its));
    // At 4 kHz nearly all are missed, so nobody asks for 6.
    assertEquals(4, its.size());
    assertTrue(its.get(3).missRatio() > 0.9);
    assertEquals(0, CapacitySearch.highestHz(List.of()));
  }

  @Test
  void capacityOfQuietSlicesPassesOverRatesThatHadNone() {
    List<CapacitySearch.Point> disturbed =
        List.of(
            new CapacitySearch.Point(250, 0.01, 100, 0, 50, false),
            new CapacitySearch.Point(500, 0.01, 200, Double.NaN, 0, false),
            new CapacitySearch.Point(1_000, 0, 400, 0.001, 200, false),
            new CapacitySearch.Point(2_000, 0, 800, 0.002, 400, false));
    assertEquals(0, CapacitySearch.highestHz(disturbed));
    assertEquals(1_000, CapacitySearch.highestWhenQuietHz(disturbed));
    assertEquals(
        0,
        CapacitySearch.highestWhenQuietHz(
            List.of(new CapacitySearch.Point(250, 0, 100, 0, 50, true))),
        "the bench was late");
  }

  @Test
  void standsStillOnceThreeWindowsWereNoFasterThanBefore() {
    assertFalse(WarmUp.standsStill(List.of(100.0, 101.0, 102.0)), "none before");
    assertFalse(WarmUp.standsStill(List.of(300.0, 100.0, 101.0, 102.0)), "still faster");
    assertTrue(WarmUp.standsStill(List.of(300.0, 100.0, 101.0, 98.0, 150.0)), "only disturbed");
    assertFalse(WarmUp.standsStill(List.of(100.0, 101.0, 102.0, 96.9)), "faster at last");
    assertFalse(WarmUp.standsStill(List.of(0.0, 0.0, 0.0, 0.0)), "nothing came back");
  }

  @Test
  void warmingUpEndsInTimeAndKeepsNothing() throws IOException, InterruptedException {
    long[] asked = {0};
    Rig rig =
        rig(
            0,
            (robot, sequence, at) -> List.of(robot == FAST ? 90_000L : 400_000 - 10 * asked[0]++));
    Contestant calm = contestant("calm", FAST);
    Contestant compiling = contestant("compiling", SLOW);
    long before = rig.clock().nanoTime();
    new WarmUp(rig, KILOHERTZ, new Random(1)).run(List.of(calm, compiling), 20);
    assertTrue(calm.stable());
    assertFalse(compiling.stable());
    assertEquals(20, (rig.clock().nanoTime() - before) / 1e9, 3);
    assertEquals(0, calm.all().slices());
  }

  private Contestant checked(boolean echo, float wrong, List<Contestant> before)
      throws IOException, InterruptedException {
    SimulatedWorld world = new SimulatedWorld(ledger, 0, (robot, sequence, at) -> List.of());
    Wire answering =
        (robot, message, length) -> {
          if (robot == SLOW) {
            float value = Header.value(message, 1);
            Header.putValue(message, 1, value + (Header.sequence(message) % 64 == 9 ? wrong : 0));
          }
          ledger.reply(message, length, world.nanoTime());
        };
    Contestant suspect = contestant("suspect", SLOW);
    List<Contestant> all = new ArrayList<>(before);
    all.add(suspect);
    new OutputCheck(rig(world, answering), 1, 2, echo).run(all);
    return suspect;
  }

  @Test
  void whoeverComputesSomethingElseTakesNoPart() throws IOException, InterruptedException {
    for (boolean echo : new boolean[] {true, false}) {
      Contestant floor = contestant("floor", FAST);
      assertEquals("", checked(echo, 5e-5f, List.of(floor)).ended());
      Contestant liar = checked(echo, 2e-4f, List.of(floor));
      assertTrue(liar.ended().startsWith("it computes something else: action 1"), liar::ended);
      assertTrue(
          checked(echo, Float.NaN, List.of(floor)).ended().contains("NaN"), "NaN has to differ");
      assertEquals("", floor.ended());
    }
  }

  @Test
  void whoeverDoesNotAnswerTakesNoPart() throws IOException, InterruptedException {
    Contestant mute = contestant("mute", FAST);
    new OutputCheck(rig(0, (robot, sequence, at) -> List.of()), 1, 2, true).run(List.of(mute));
    assertEquals("it answered none of the first observations", mute.ended());
  }
}
