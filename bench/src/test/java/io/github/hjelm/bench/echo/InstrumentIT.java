package io.github.hjelm.bench.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.MqttWire;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.OpenLoop;
import io.github.hjelm.bench.load.ParkingPacer;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.measure.SliceReading;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The instrument finds the faults that a responder over a real broker is given. */
class InstrumentIT {

  private static final int ACTIONS = 8;
  private static final int OBSERVATIONS = 32;
  private static final int ROBOT = 3;
  private static final long SECOND_NS = 1_000_000_000;

  private final MonotonicClock clock = MonotonicClock.system();
  private final ParkingPacer pacer = new ParkingPacer(clock);
  private EmbeddedBroker broker;

  @BeforeEach
  void startBroker() throws IOException {
    broker = EmbeddedBroker.start(0);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  private StackSetup setup() {
    return new StackSetup(
        "127.0.0.1", broker.port(), ROBOT, 1, OBSERVATIONS, ACTIONS, Optional.empty(), true);
  }

  /** Sends for a second, while something else is done, and reads what came back. */
  private SliceReading measure(double rateHz, Runnable meanwhile)
      throws IOException, InterruptedException {
    Traffic traffic = new Traffic(Arrivals.PERIODIC, 1, rateHz, SECOND_NS);
    Ledger ledger = new Ledger(ACTIONS);
    try (MqttWire wire = new MqttWire(broker.port(), ROBOT, 1, ledger, clock)) {
      OpenLoop loop = new OpenLoop(clock, pacer, wire, ledger, new Observations(OBSERVATIONS));
      // Classes are loaded and a first compilation is over before anything counts.
      loop.send(traffic.withSliceNs(SECOND_NS / 2), ROBOT, clock.nanoTime(), new Random(1));
      CompletableFuture<Void> fault = CompletableFuture.runAsync(meanwhile);
      Slice slice = loop.send(traffic, ROBOT, clock.nanoTime(), new Random(1));
      fault.join();
      long last = slice.end() - 1;
      long untilNs = clock.nanoTime() + 2 * SECOND_NS;
      while (!ledger.answered(last) && clock.nanoTime() - untilNs < 0) {
        pacer.awaitUntil(clock.nanoTime() + 1_000_000);
      }
      assertEquals(0, ledger.foreign());
      return SliceReading.of(ledger, slice, traffic, ROBOT, 0);
    }
  }

  private SliceReading withResponder(EchoResponder.Faults faults, double rateHz)
      throws IOException, InterruptedException {
    EchoResponder responder = new EchoResponder(setup(), faults, clock);
    Thread thread = new Thread(() -> answerAll(responder), "responder");
    thread.start();
    try {
      return measure(rateHz, () -> {});
    } finally {
      responder.close();
      thread.join();
    }
  }

  private static void answerAll(EchoResponder responder) {
    try {
      while (true) {
        responder.answer();
      }
    } catch (IOException e) {
      return; // its socket was closed
    }
  }

  @Test
  void aProcessStoppedForATenthOfASecondShowsInResponseTime()
      throws IOException, InterruptedException {
    try (RunningStack stack = EchoCatalog.program("echo").start(setup())) {
      long pid = stack.pid().orElseThrow();
      SliceReading reading =
          measure(
              1_000,
              () -> {
                await(300);
                signal("STOP", pid);
                await(100);
                signal("CONT", pid);
              });
      double p99Ms = reading.latencies().response().getValueAtPercentile(99) / 1e6;
      assertTrue(p99Ms >= 50, () -> p99Ms + " ms");
      assertTrue(reading.counts().longestMiss() >= 50, reading.counts()::toString);
      assertEquals(0, reading.counts().lost());
    }
  }

  @Test
  void fiftyMicrosecondsMoreInAStageAreFound() throws IOException, InterruptedException {
    double without = withResponder(EchoResponder.Faults.NONE, 500).stages().medianUs(Stage.INFER);
    SliceReading slow = withResponder(new EchoResponder.Faults(50_000, 0), 500);
    assertEquals(50, slow.stages().medianUs(Stage.INFER) - without, 5);
    assertTrue(slow.stages().residual(slow.latencies()) <= 0.01);
  }

  @Test
  void oneForgottenInAThousandIsCountedExactly() throws IOException, InterruptedException {
    // Half a second comes first, so that the responder forgets its 1000th, 2000th, 3000th.
    SliceReading reading = withResponder(new EchoResponder.Faults(0, 1_000), 2_000);
    assertEquals(2_000, reading.counts().sent());
    assertEquals(2, reading.counts().lost());
    assertEquals(1_998, reading.counts().answered());
  }

  private void await(long millis) {
    try {
      pacer.awaitUntil(clock.nanoTime() + millis * 1_000_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String name, long pid) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
      assertEquals(0, code);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
