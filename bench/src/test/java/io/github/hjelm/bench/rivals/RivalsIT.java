package io.github.hjelm.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.RunningStack;
import io.github.hjelm.bench.stack.Stack;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stack that can run here answers what the network says, over a real broker. Each is started
 * as a run starts it, in a process of its own.
 */
class RivalsIT {

  private static final Network SIZE = new Network(6, 3, 3, 16, 2, 7);
  private static final int FIRST = 40;
  private static final int PATIENCE_MS = 10_000;

  /** Tests run in the module's folder. */
  private static final Rivals RIVALS = new Rivals(Path.of(".."), System.getenv());

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static BenchNetwork network;
  private static String hash;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedBroker.start(0);
    hash = RIVALS.writeModel(SIZE, folder);
    network = NetworkFolder.read(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  static Stream<Stack> stacks() {
    return RIVALS.stacks().stream();
  }

  private static StackSetup setup(int robots, boolean computes, boolean stages) {
    return new StackSetup(
        "127.0.0.1",
        broker.port(),
        FIRST,
        robots,
        SIZE.observations(),
        SIZE.actions(),
        computes ? Optional.of(folder) : Optional.empty(),
        stages);
  }

  private static void assumeThere(Stack stack) {
    Optional<String> missing = stack.missing();
    Assumptions.assumeTrue(missing.isEmpty(), () -> stack.name() + ": " + missing.orElseThrow());
  }

  private static WireClient client() throws IOException {
    WireClient client = new WireClient(broker.port(), "rivals-it");
    client.subscribe(BenchTopics.ALL_COMMANDS);
    client.receiveTimeoutMs(PATIENCE_MS);
    return client;
  }

  private static void publish(WireClient client, int robot, long sequence, float[] observation)
      throws IOException {
    byte[] message = new byte[Header.commandBytes(observation.length, false)];
    Header.write(message, robot, sequence, -sequence);
    for (int i = 0; i < observation.length; i++) {
      Header.putValue(message, i, observation[i]);
    }
    byte[] topic = BenchTopics.observation(robot).getBytes(StandardCharsets.UTF_8);
    client.publish(topic, message, message.length);
  }

  @Test
  void theTwentyLinesOfTheReadmeAreAStack() throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("ONNX_PYTHON", "");
    Assumptions.assumeFalse(python.isEmpty(), "ONNX_PYTHON names no Python");
    String readme = Files.readString(Path.of("peers", "README.md"));
    String begin = "```python\n";
    int from = readme.indexOf(begin) + begin.length();
    Path script = folder.resolve("twenty_lines.py");
    Files.writeString(script, readme.substring(from, readme.indexOf("```", from)));
    answersWhatTheNetworkSays(
        new ProcessStack(
            "twenty-lines", true, Optional::empty, List.of(python, script.toString()), Map.of()),
        false);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void answersWhatTheNetworkSays(Stack stack) throws IOException, InterruptedException {
    assumeThere(stack);
    answersWhatTheNetworkSays(stack, true);
  }

  private static void answersWhatTheNetworkSays(Stack stack, boolean stages)
      throws IOException, InterruptedException {
    byte[] command = new byte[1024];
    try (RunningStack running = stack.start(setup(1, true, stages));
        WireClient client = client()) {
      for (int row = 0; row < BenchNetwork.GOLDEN; row++) {
        long beganNs = MonotonicClock.system().nanoTime();
        publish(client, FIRST, row, network.golden(row));
        assertEquals(Header.commandBytes(SIZE.actions(), stages), client.receive(command));
        assertEquals(FIRST, Header.robot(command));
        assertEquals(row, Header.sequence(command));
        assertEquals(-row, Header.intendedNs(command));
        assertEquals(stages, Header.stagesFollow(command));
        double[] right = network.actions(network.golden(row));
        for (int j = 0; j < SIZE.actions(); j++) {
          assertEquals(right[j], Header.value(command, j), BenchNetwork.TOLERANCE, "row " + row);
        }
        if (stages) {
          assertStages(command, MonotonicClock.system().nanoTime() - beganNs);
        }
      }
      assertTrue(running.isAlive(), running::logTail);
    }
  }

  private static void assertStages(byte[] command, long wholeNs) {
    long sumNs = 0;
    for (Stage stage : Stage.values()) {
      // That of the command before.
      sumNs += stage == Stage.WRITE ? 0 : Header.stageNs(command, SIZE.actions(), stage);
    }
    assertTrue(Header.stageNs(command, SIZE.actions(), Stage.INFER) > 0, "nothing was inferred");
    long claimedNs = sumNs;
    assertTrue(sumNs <= wholeNs, () -> claimedNs + " ns of " + wholeNs);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void answersAFleetRobotByRobot(Stack stack) throws IOException, InterruptedException {
    assumeThere(stack);
    int robots = 5;
    int rounds = 3;
    byte[] command = new byte[1024];
    try (RunningStack running = stack.start(setup(robots, true, false));
        WireClient client = client()) {
      for (int i = 0; i < robots * rounds; i++) {
        publish(client, FIRST + i % robots, i, network.golden(i));
      }
      for (int i = 0; i < robots * rounds; i++) {
        assertEquals(Header.commandBytes(SIZE.actions(), false), client.receive(command));
        int asked = (int) Header.sequence(command);
        assertEquals(FIRST + asked % robots, Header.robot(command));
        assertFalse(Header.stagesFollow(command));
        double[] right = network.actions(network.golden(asked));
        for (int j = 0; j < SIZE.actions(); j++) {
          assertEquals(right[j], Header.value(command, j), BenchNetwork.TOLERANCE, "of " + asked);
        }
      }
      assertTrue(running.isAlive(), running::logTail);
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void echoesWithoutAModelAndEndsWhenItsInputCloses(Stack stack)
      throws IOException, InterruptedException {
    assumeThere(stack);
    byte[] command = new byte[1024];
    RunningStack running = stack.start(setup(1, false, false));
    ProcessHandle process = ProcessHandle.of(running.pid().orElseThrow()).orElseThrow();
    try (WireClient client = client()) {
      publish(client, FIRST, 9, network.golden(3));
      assertEquals(Header.commandBytes(SIZE.actions(), false), client.receive(command));
      for (int j = 0; j < SIZE.actions(); j++) {
        assertEquals(network.golden(3)[j], Header.value(command, j));
      }
    }
    long beganNs = MonotonicClock.system().nanoTime();
    running.close();
    long tookNs = MonotonicClock.system().nanoTime() - beganNs;
    assertFalse(process.isAlive());
    // Closing waits so long before it stops a process that does not end by itself.
    assertTrue(tookNs < 2_000_000_000L, () -> "it had to be stopped, after " + tookNs + " ns");
  }

  @Test
  void theModelHasAHash() throws IOException {
    assertTrue(hash.matches("[0-9a-f]{64}"), hash);
    assertEquals(hash, RIVALS.writeModel(SIZE, folder));
  }

  @Test
  void theFloorIsFirstAndOursAmongThem() {
    List<String> names = RIVALS.stacks().stream().map(Stack::name).toList();
    assertEquals("c", names.get(0));
    assertTrue(names.contains(RIVALS.ours().name()), names::toString);
    assertEquals(names.size(), names.stream().distinct().count());
  }
}
