package io.github.hjelm.bench.respond;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.engine.Engines;
import io.github.hjelm.bench.engine.FixedSamplers;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.controller.fleet.DeafLink;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.HandSetClock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the Java responder makes of a message, with an echo in the place of a network. */
class AnswersTest {

  private static final int FIRST = 7;
  private static final int OBSERVATIONS = 5;
  private static final int ACTIONS = 3;
  private static final int BATCHES = 60;
  private static final int CALLS = 2_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final HandSetClock clock = new HandSetClock(1_000);
  private final Random random = new Random(3);
  private final Kept link = new Kept();
  private final Message message = new Message();

  private StackSetup setup(int robots, boolean stages) {
    return new StackSetup(
        "nowhere", 1, FIRST, robots, OBSERVATIONS, ACTIONS, Optional.empty(), stages);
  }

  private Answers engine(int robots, boolean stages) {
    return new RobotAnswers(
        setup(robots, stages), link, Engines.echo(OBSERVATIONS, ACTIONS), clock);
  }

  private Answers loop(int robots, boolean stages) throws ObservationRefusal {
    return new LoopAnswers(
        setup(robots, stages), FixedSamplers.echo(OBSERVATIONS, ACTIONS), link, clock);
  }

  /** The next message of a robot, with values that no other has. */
  private Message next(int robot) {
    message.sequence++;
    Header.write(message.bytes, robot, message.sequence, random.nextLong());
    for (int i = 0; i < OBSERVATIONS; i++) {
      Header.putValue(message.bytes, i, random.nextFloat());
    }
    message.topic = BenchTopics.observation(robot);
    message.receivedNs = clock.nanoTime();
    return message;
  }

  private void assertAnswers(byte[] observation, int place, int robot, boolean stages) {
    byte[] command = link.payloads.get(place);
    assertEquals(BenchTopics.command(robot), link.topics.get(place));
    assertEquals(Header.commandBytes(ACTIONS, stages), command.length);
    assertEquals(robot, Header.robot(command));
    assertEquals(Header.sequence(observation), Header.sequence(command));
    assertEquals(Header.intendedNs(observation), Header.intendedNs(command));
    assertEquals(stages, Header.stagesFollow(command));
    for (int j = 0; j < ACTIONS; j++) {
      assertEquals(Header.value(observation, j), Header.value(command, j));
    }
  }

  @Test
  void aSingleRobotIsAnsweredAtOnce() {
    Answers answers = engine(1, false);
    assertFalse(answers.take(next(FIRST)));
    assertAnswers(message.bytes, 0, FIRST, false);
  }

  @Test
  void robotsThatSpokeTogetherAreAnsweredTogether() {
    Answers answers = engine(3, false);
    List<byte[]> asked = new ArrayList<>();
    for (int robot = FIRST; robot < FIRST + 3; robot++) {
      assertEquals(robot == FIRST, answers.take(next(robot)), "only the first asks for an answer");
      asked.add(message.bytes.clone());
    }
    assertTrue(link.payloads.isEmpty());
    answers.answer();
    for (int i = 0; i < 3; i++) {
      assertAnswers(asked.get(i), i, FIRST + i, false);
    }
    answers.answer();
    assertEquals(3, link.payloads.size(), "each once");
  }

  @Test
  void moreMessagesThanRobotsLoseNone() {
    Answers answers = engine(2, false);
    List<byte[]> asked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.take(next(FIRST + i % 2));
      asked.add(message.bytes.clone());
    }
    answers.answer();
    for (int i = 0; i < 5; i++) {
      assertAnswers(asked.get(i), i, FIRST + i % 2, false);
    }
  }

  @Test
  void whatIsNoObservationOfItsRobotsIsLeftAlone() throws ObservationRefusal {
    for (Answers answers : List.of(engine(2, false), loop(2, false))) {
      next(FIRST + 2);
      assertFalse(answers.take(message));
      next(FIRST - 1);
      assertFalse(answers.take(message));
      next(FIRST);
      message.length--;
      assertFalse(answers.take(message));
      message.length++;
      answers.answer();
      assertTrue(link.payloads.isEmpty());
    }
  }

  @Test
  void stagesAreCountedFromTheReceipt() {
    Answers answers = engine(2, true);
    answers.take(next(FIRST));
    clock.advanceNs(40);
    answers.take(next(FIRST + 1));
    clock.advanceNs(500);
    answers.answer();
    assertEquals(540, Header.stageNs(link.payloads.get(0), ACTIONS, Stage.QUEUE));
    assertEquals(500, Header.stageNs(link.payloads.get(1), ACTIONS, Stage.QUEUE));
    assertEquals(0, Header.stageNs(link.payloads.get(1), ACTIONS, Stage.INFER));
  }

  @Test
  void theWholeLoopAsksThePolicyForEachObservation() throws ObservationRefusal {
    Answers answers = loop(2, true);
    for (int i = 0; i < 50; i++) {
      // Sometimes at once, sometimes after a long silence.
      clock.advanceNs(i % 5 == 0 ? 1 : i % 7 == 0 ? 5_000_000_000L : 1_000_000);
      int robot = FIRST + random.nextInt(2);
      assertFalse(answers.take(next(robot)));
      assertAnswers(message.bytes, i, robot, true);
    }
  }

  @Test
  void aNumberThatIsNoneReachesNoPolicy() throws ObservationRefusal {
    Answers answers = loop(1, false);
    next(FIRST);
    Header.putValue(message.bytes, 4, Float.NaN);
    answers.take(message);
    assertTrue(link.payloads.isEmpty());
  }

  @Test
  void theCodecNamesWhatIsWrong() {
    ContractCodec codec = new ContractCodec("r", OBSERVATIONS);
    SensorFrame frame = new SensorFrame();
    byte[] bytes = next(FIRST).bytes;
    assertEquals(FrameOutcome.ACCEPTED, codec.decode(bytes, bytes.length, frame));
    for (int i = 0; i < OBSERVATIONS; i++) {
      assertEquals(Header.value(bytes, i), frame.value(i));
    }
    assertEquals(FrameOutcome.TRUNCATED, codec.decode(bytes, bytes.length - 1, frame));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertEquals(FrameOutcome.TRAILING_BYTES, codec.decode(longer, longer.length, frame));
    Header.putValue(bytes, 2, Float.NEGATIVE_INFINITY);
    assertEquals(FrameOutcome.INFINITE, codec.decode(bytes, bytes.length, frame));
    Header.putValue(bytes, 2, Float.NaN);
    assertEquals(FrameOutcome.NOT_A_NUMBER, codec.decode(bytes, bytes.length, frame));
  }

  @Test
  void answeringAllocatesNothing() throws ObservationRefusal {
    link.keeps = false;
    for (Answers answers :
        List.of(engine(1, true), engine(2, false), loop(1, true), loop(2, false))) {
      next(FIRST);
      assertAllocatesNothing(
          () -> {
            clock.advanceNs(1_000);
            message.receivedNs = clock.nanoTime();
            answers.take(message);
            answers.answer();
          });
    }
  }

  /** The least of several batches: the compiler may allocate for itself while it warms up. */
  private static void assertAllocatesNothing(Runnable call) {
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES && smallest > 0; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest, "bytes in " + CALLS + " calls");
  }

  /** A message that is filled again and again. */
  private static final class Message implements MessageView {

    private final byte[] bytes = new byte[Header.commandBytes(OBSERVATIONS, false)];
    private int length = bytes.length;
    private String topic = "";
    private long sequence;
    private long receivedNs;

    @Override
    public String topic() {
      return topic;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public void copyTo(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, length);
    }

    @Override
    public boolean retained() {
      return false;
    }

    @Override
    public long receivedNs() {
      return receivedNs;
    }
  }

  /** Keeps what is published. */
  private static final class Kept extends DeafLink {

    private final List<String> topics = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();
    private boolean keeps = true;

    @Override
    public PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
      if (keeps) {
        topics.add(topic);
        payloads.add(Arrays.copyOf(payload, length));
      }
      return PublishOutcome.SENT;
    }
  }
}
