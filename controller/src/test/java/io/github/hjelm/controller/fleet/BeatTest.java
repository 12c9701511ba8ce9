package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Robots whose cycles begin together. */
class BeatTest {

  private final FleetBench bench = new FleetBench();
  private Path bundle;
  private Path guided;

  @BeforeEach
  void write(@TempDir Path folder) throws Exception {
    bundle = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    guided = FlyableBundle.guidedZip(folder, "2.0.0", FlyableBundle.GENTLE);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Writes down who begins and who is done. */
  private static final class Order implements CycleWatcher {
    private final String name;
    private final List<String> order;

    Order(String name, List<String> order) {
      this.name = name;
      this.order = order;
    }

    @Override
    public void begins() {
      order.add("begins " + name);
    }

    @Override
    public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
      order.add("sent " + name);
    }

    @Override
    public void failed(Throwable fault) {
      order.add("failed " + name + ": " + fault.getMessage());
    }
  }

  @Test
  void allBeginBeforeTheFirstGoesOn() throws Exception {
    List<String> order = new ArrayList<>();
    bench.add(config("a", LaneChoice.BATCH), new Order("a", order));
    bench.add(config("b", LaneChoice.BATCH), new Order("b", order));
    bench.pass(2);
    order.clear();
    bench.pass(1);
    assertEquals(List.of("begins a", "begins b", "sent a", "sent b"), order);
  }

  @Test
  void eachRobotGetsOneCommandPerBeatAndKeepsTime() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      bench.add(config(name, LaneChoice.BATCH));
    }
    bench.pass(40);
    for (String name : List.of("a", "b", "c")) {
      List<HandLink.Sent> sent = bench.link.to(name);
      for (int i = 1; i < sent.size(); i++) {
        assertEquals(sent.get(i - 1).sequence() + 1, sent.get(i).sequence());
        assertEquals(FleetBench.CYCLE_NS, sent.get(i).atNs() - sent.get(i - 1).atNs());
      }
      assertTrue(sent.size() >= 38, name + " was sent " + sent.size());
    }
    assertEquals(0, bench.fleet.skippedBeats());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void answersOfOneCallAreThoseOfCallsAlone(boolean isGuided) throws Exception {
    bundle = isGuided ? guided : bundle;
    bench.add(config("a", LaneChoice.BATCH));
    bench.add(config("b", LaneChoice.BATCH));
    bench.add(config("c", LaneChoice.BATCH));
    bench.pass(20);
    List<Double> together =
        Stream.of("a", "b", "c")
            .flatMap(name -> bench.link.to(name).stream().limit(16).map(HandLink.Sent::value))
            .toList();
    List<Double> alone = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      try (FleetBench single = new FleetBench()) {
        single.add(config(name, LaneChoice.INLINE));
        single.pass(20);
        single.link.to(name).stream().limit(16).map(HandLink.Sent::value).forEach(alone::add);
      }
    }
    assertEquals(alone.size(), together.size());
    for (int i = 0; i < alone.size(); i++) {
      assertEquals(alone.get(i), together.get(i), 1e-6, "command " + i);
    }
    assertTrue(alone.stream().distinct().count() > 20, "the robots' noise differs");
  }

  @Test
  void aRobotThatIsNotHeardTakesNoPartAndDoesNotHoldTheOthersUp() throws Exception {
    bench.add(config("a", LaneChoice.BATCH));
    bench.add(config("b", LaneChoice.BATCH));
    bench.pass(4);
    bench.speaking.remove("b");
    int before = bench.link.to("b").size();
    bench.pass(8);
    List<HandLink.Sent> silent = bench.link.to("b");
    assertEquals(before + 8, silent.size(), "a silent robot is held, once per cycle");
    assertEquals(Verdict.HELD_STALE_OBSERVATION, silent.get(before + 4).verdict());
    List<HandLink.Sent> other = bench.link.to("a");
    assertEquals(Verdict.PASSED, other.get(other.size() - 1).verdict());
  }

  @Test
  void aPauseSkipsBeatsAndDoesNotMakeUpForThem() throws Exception {
    bench.add(config("a", LaneChoice.AUTO));
    bench.pass(4);
    int before = bench.link.to("a").size();
    bench.clock.advanceNs(4 * FleetBench.CYCLE_NS);
    bench.fleet.tick(bench.clock.nanoTime());
    assertEquals(before + 1, bench.link.to("a").size());
    assertEquals(3, bench.fleet.skippedBeats());
    List<HandLink.Sent> sent = bench.link.to("a");
    assertEquals(Verdict.HELD_STALE_OBSERVATION, sent.get(sent.size() - 1).verdict());
  }

  @Test
  void whatRobotsShareIsSaid() throws Exception {
    bench.add(config("a", LaneChoice.BATCH));
    bench.add(config("b", LaneChoice.BATCH));
    assertTrue(
        bench.fleet.beats().get(0).startsWith("2 robots at 20.0 Hz share calls of up to 2 robots"),
        bench.fleet.beats()::toString);
    bench.add(config("c", LaneChoice.INLINE));
    assertTrue(
        bench.fleet.beats().get(1).startsWith("1 robots at 20.0 Hz each ask for themselves"),
        bench.fleet.beats()::toString);
  }

  private RobotConfig config(String name, LaneChoice lane) {
    return FleetBench.config(name, bundle, lane);
  }
}
