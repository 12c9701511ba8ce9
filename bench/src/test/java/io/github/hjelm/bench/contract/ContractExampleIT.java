package io.github.hjelm.bench.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hjelm.bench.load.ActionLog;
import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.MqttWire;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.OpenLoop;
import io.github.hjelm.bench.load.ParkingPacer;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract's page shows works as it stands there. */
class ContractExampleIT {

  private static final Path PAGE = Path.of("docs", "contract.md");
  private static final String BEGIN = "```python\n";
  private static final int ROBOTS = 3;

  @TempDir private Path folder;

  private static String example() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void hasTwentyLines() throws IOException {
    assertTrue(example().lines().filter(line -> !line.isBlank()).count() <= 20);
  }

  @Test
  void answersEveryObservation() throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("ONNX_PYTHON", "python3");
    assumeTrue(
        imports(python, "paho.mqtt.client"),
        python + " cannot import paho (pip install paho-mqtt); ONNX_PYTHON may name another");
    Path script = Files.writeString(folder.resolve("mine.py"), example());
    MonotonicClock clock = MonotonicClock.system();
    Ledger ledger = new Ledger(4);
    ActionLog actions = new ActionLog(4);
    ledger.keepActions(actions);
    Observations observations = new Observations(6);
    Traffic traffic = new Traffic(Arrivals.PERIODIC, ROBOTS, 50, 1_000_000_000);
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        RunningStack stack =
            new ProcessStack(
                    "mine", true, Optional::empty, List.of(python, script.toString()), Map.of())
                .start(
                    new StackSetup(
                        "127.0.0.1", broker.port(), 40, ROBOTS, 6, 4, Optional.empty(), true));
        MqttWire wire = new MqttWire(broker.port(), 40, ROBOTS, ledger, clock)) {
      ParkingPacer pacer = new ParkingPacer(clock);
      Slice slice =
          new OpenLoop(clock, pacer, wire, ledger, observations)
              .send(traffic, 40, clock.nanoTime(), new Random(1));
      long untilNs = clock.nanoTime() + 5_000_000_000L;
      for (long number = slice.first(); number < slice.end(); number++) {
        while (!ledger.answered(number) && clock.nanoTime() - untilNs < 0) {
          pacer.awaitUntil(clock.nanoTime() + 1_000_000);
        }
        assertTrue(ledger.answered(number), stack.logTail());
      }
    }
    assertEquals(0, ledger.foreign());
    for (int kind = 0; kind < Observations.KINDS; kind++) {
      assertEquals(observations.value(kind, 3), actions.action(kind, 3));
    }
  }

  private static boolean imports(String python, String module) throws InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
