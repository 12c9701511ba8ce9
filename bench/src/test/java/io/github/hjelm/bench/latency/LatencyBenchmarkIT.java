package io.github.hjelm.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.bench.echo.EchoCatalog;
import io.github.hjelm.bench.measure.MachineUsage;
import io.github.hjelm.bench.profile.RunProfile;
import io.github.hjelm.bench.profile.Workload;
import io.github.hjelm.bench.stack.MemoryCounts;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackCatalog;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark, on Mosquitto, in slices of a fifth of a second. */
class LatencyBenchmarkIT {

  private static final RunProfile TINY =
      new RunProfile("tiny", List.of(new RunProfile.Part(Workload.W1, true, 2, 2, 0.2)), 1);

  @TempDir private Path folder;

  @BeforeEach
  void needsMosquitto() {
    assumeTrue(
        MosquittoProcess.executable().isPresent(),
        "skipped, because Mosquitto is not installed (apt install mosquitto)");
  }

  @AfterEach
  void leavesNoProcessBehind() {
    List<String> left =
        ProcessHandle.current()
            .descendants()
            .filter(ProcessHandle::isAlive)
            .map(process -> process.info().commandLine().orElse("?"))
            .filter(line -> line.contains("hjelm") || line.contains("mosquitto"))
            .toList();
    assertEquals(List.of(), left);
  }

  private LatencyReport run(StackCatalog catalog, int port, Progress progress) throws IOException {
    LatencyBenchmark.Settings settings = new LatencyBenchmark.Settings(TINY, port, 5, true, folder);
    MonotonicClock clock = MonotonicClock.system();
    try (HistogramFiles files = new HistogramFiles(folder)) {
      return new LatencyBenchmark(catalog, settings, clock, Optional.of(files))
          .run("./hjelm bench tiny", "abc", () -> 0, progress);
    }
  }

  @Test
  void aRunFromTheBrokerToTheFiles() throws IOException {
    LatencyReport report = run(new EchoCatalog(), 0, Progress.none());
    WorkloadReport workload = report.workloads().get(0);
    assertEquals(8, workload.rounds());
    assertEquals(
        List.of("raw-client", "raw-client (again)"),
        workload.stacks().stream().map(StackReport::name).toList());
    for (StackReport stack : workload.stacks()) {
      assertEquals("", stack.ended());
      assertEquals(8, stack.rounds().size());
      assertEquals(1_600, stack.all().counts().target());
      assertEquals(800, stack.all().counts().counted());
      assertEquals(0, stack.all().counts().lost());
      assertEquals(8, stack.stages().size());
      assertTrue(stack.stageResidual() <= 0.01, () -> "residual " + stack.stageResidual());
      assertTrue(stack.ageMeanUs() > 0 && stack.cpuSecondsPerThousand() >= 0);
      assertTrue(stack.all().control().get(0).n() > 0);
      // Whoever answers once a millisecond waits about as often.
      double waits = stack.voluntarySwitchesPerThousand();
      assertTrue(waits > 500 && waits < 20_000, () -> "waited " + waits);
      assertTrue(stack.involuntarySwitchesPerThousand() >= 0);
    }
    assertEquals(8, workload.same().get(0).interval().rounds());
    assertEquals(
        new MachineUsage().waitedForProcessorUs().isPresent(),
        workload.cpuPressure().filter(its -> its.median() >= 0 && its.worst() < 1.1).isPresent());
    assertTrue(
        report
            .notes()
            .contains(
                "the controller's start was not measured: there is no " + folder.resolve("hjelm")),
        report.notes()::toString);
    // A busy machine may make the run invalid, but nothing else may.
    for (String reason : report.invalid()) {
      assertTrue(reason.contains("late") || reason.contains("two names"), reason);
    }
    assertEquals(report.invalid().isEmpty(), report.valid());
    Path json = folder.resolve("x.json");
    new ObjectMapper().writeValue(json.toFile(), report);
    assertEquals(report, new ObjectMapper().readValue(json.toFile(), LatencyReport.class));
    assertTrue(LatencyPage.of(report).contains("<svg"));
    String log = Files.readString(folder.resolve("slices.hlog"));
    assertEquals(8, log.lines().filter(l -> l.contains("Tag=W1-raw-client-service,")).count());
    assertTrue(Files.exists(folder.resolve("W1-raw-client-again-response.hgrm")));
  }

  @Test
  void aStackThatEndsMidwayInvalidatesAndIsNamed() throws IOException {
    LatencyReport report = run(new Mortal(), 0, Progress.none());
    assertFalse(report.valid());
    assertTrue(
        report.invalid().stream().anyMatch(r -> r.startsWith("W1: raw-client: it ended")),
        report.invalid()::toString);
    assertFalse(report.workloads().get(0).stacks().get(0).rounds().isEmpty());
  }

  @Test
  void anInterruptionLeavesWhatThereIs() throws IOException {
    LatencyReport report =
        run(
            new EchoCatalog(),
            0,
            (done, what) -> {
              if (what.contains("round 3")) {
                Thread.currentThread().interrupt();
              }
            });
    assertFalse(Thread.interrupted());
    assertTrue(report.invalid().contains("W1: it was interrupted"), report.invalid()::toString);
    assertEquals(2, report.workloads().get(0).stacks().get(1).rounds().size(), 1);
  }

  @Test
  void aPortThatIsTakenIsRefusedInASentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      IOException refusal =
          assertThrows(IOException.class, () -> run(new EchoCatalog(), port, Progress.none()));
      String sentence = String.valueOf(refusal.getMessage());
      assertTrue(sentence.startsWith("Port " + port + " for the broker is taken"), sentence);
    }
  }

  @Test
  void aStackThatDoesNotStartIsNamed() throws IOException {
    LatencyReport report = run(new EchoCatalog("--drop-every", "many"), 0, Progress.none());
    assertFalse(report.valid());
    assertTrue(
        report.invalid().get(0).startsWith("W1: raw-client ended before it said 'ready'"),
        report.invalid()::toString);
  }

  /** Kills its stack in the third round. */
  private static final class Mortal implements StackCatalog {
    private final EchoCatalog alive = new EchoCatalog();

    @Override
    public List<Stack> stacks() {
      return List.of(ours());
    }

    @Override
    public Stack ours() {
      return new Stack() {
        @Override
        public String name() {
          return alive.ours().name();
        }

        @Override
        public Optional<String> missing() {
          return Optional.empty();
        }

        @Override
        public boolean computes() {
          return false;
        }

        @Override
        public RunningStack start(StackSetup setup) throws IOException, InterruptedException {
          return new Dying(alive.ours().start(setup));
        }
      };
    }

    @Override
    public String writeModel(Network network, Path folder) throws IOException {
      return alive.writeModel(network, folder);
    }
  }

  /** Dies after it has been asked for its memory once and for its life so often. */
  private static final class Dying implements RunningStack {
    private final RunningStack stack;
    private int turns = -1;

    Dying(RunningStack stack) {
      this.stack = stack;
    }

    @Override
    public String name() {
      return stack.name();
    }

    @Override
    public OptionalLong pid() {
      return stack.pid();
    }

    @Override
    public boolean isAlive() {
      // Measuring begins when it is asked for its memory.
      if (turns >= 0 && turns++ == 5) {
        ProcessHandle process = ProcessHandle.of(stack.pid().orElseThrow()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
      }
      return stack.isAlive();
    }

    @Override
    public String logTail() {
      return stack.logTail();
    }

    @Override
    public Optional<MemoryCounts> memory() {
      turns = Math.max(turns, 0);
      return stack.memory();
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
