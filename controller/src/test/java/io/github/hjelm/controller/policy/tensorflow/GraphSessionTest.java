package io.github.hjelm.controller.policy.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.CApiSession.Port;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** What every session does, whatever calls TensorFlow. */
class GraphSessionTest {

  private static final int ROWS = 2;
  private static final Port OBSERVATION = new Port("o", 0, 1, SumPolicy.OBSERVATION);
  private static final Port NOISE = new Port("z", 0, ROWS, SumPolicy.CHUNK);
  private static final Port SUM = new Port("sum", 0, ROWS, SumPolicy.CHUNK);

  private static final int BATCHES = 30;
  private static final int CALLS = 1000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The sessions there are. */
  enum Kind {
    /** One wrapper around each answer: 48 bytes on JDK 17, with room for another layout. */
    JNI(150) {
      @Override
      GraphSession open(GraphDef graph, List<Port> inputs, Port output) throws SamplerRefusal {
        return new CApiSession(graph, CONFIG, inputs, output);
      }
    },
    /** Compiled for JDK 22, so it cannot be named here. */
    FOREIGN_FUNCTIONS(0) {
      @Override
      GraphSession open(GraphDef graph, List<Port> inputs, Port output) throws Exception {
        assumeTrue(Runtime.version().feature() >= 22, "JDK 22 or newer calls foreign functions");
        Class<?> type;
        try {
          type = Class.forName(SESSION, false, GraphSessionTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
          assumeTrue(false, "built without a JDK 22 or newer");
          throw e;
        }
        CApiSession owner = new CApiSession(graph, CONFIG, inputs, output);
        Constructor<?> constructor = type.getDeclaredConstructor(CApiSession.class);
        constructor.setAccessible(true);
        return (GraphSession) constructor.newInstance(owner);
      }
    };

    private static final String SESSION = "io.github.hjelm.controller.policy.tensorflow.FfmSession";
    private static final ConfigProto CONFIG =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(-1)
            .build();

    final long mostBytes;

    Kind(long mostBytes) {
      this.mostBytes = mostBytes;
    }

    abstract GraphSession open(GraphDef graph, List<Port> inputs, Port output) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void answersWhatWasPutLast(Kind kind) throws Exception {
    try (GraphSession session = kind.open(sum(), List.of(OBSERVATION, NOISE), SUM)) {
      float[] actions = new float[ROWS * SumPolicy.CHUNK];
      session.put(0, new float[] {9, 9});
      session.put(1, new float[] {9, 9, 9, 9, 9, 9});
      assertEquals(SampleOutcome.SAMPLED, session.run(actions));
      session.put(0, new float[] {1, 2});
      session.put(1, new float[] {0.5f, 0, -1, 7, 8, 9});
      assertEquals(SampleOutcome.SAMPLED, session.run(actions));
      assertArrayEquals(new float[] {5.5f, 35, 64, 12, 43, 74}, actions);
      assertEquals("", session.fault());
    }
  }

  @ParameterizedTest
  @EnumSource
  void copiesAnAnswerThatIsItsInput(Kind kind) throws Exception {
    GraphDef same = with("same", "Identity", "z", Map.of());
    try (GraphSession session =
        kind.open(same, List.of(NOISE), new Port("same", 0, ROWS, SumPolicy.CHUNK))) {
      float[] first = new float[ROWS * SumPolicy.CHUNK];
      session.put(0, new float[] {1, 2, 3, 4, 5, 6});
      assertEquals(SampleOutcome.SAMPLED, session.run(first));
      session.put(0, new float[] {9, 9, 9, 9, 9, 9});
      assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, first);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnAnswerHasAnotherSize(Kind kind) throws Exception {
    Port longer = new Port("sum", 0, ROWS + 1, SumPolicy.CHUNK);
    try (GraphSession session = kind.open(sum(), List.of(OBSERVATION, NOISE), longer)) {
      float[] actions = new float[(ROWS + 1) * SumPolicy.CHUNK];
      session.put(0, new float[] {1, 2});
      session.put(1, new float[ROWS * SumPolicy.CHUNK]);
      assertEquals(SampleOutcome.WRONG_SIZE, session.run(actions));
      assertArrayEquals(new float[actions.length], actions);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhyACallFailedAndGoesOn(Kind kind) throws Exception {
    try (GraphSession session =
        kind.open(
            checked(),
            List.of(OBSERVATION, NOISE),
            new Port("checked", 0, ROWS, SumPolicy.CHUNK))) {
      float[] actions = new float[ROWS * SumPolicy.CHUNK];
      session.put(0, new float[] {1, 2});
      session.put(1, new float[] {Float.NaN, 0, 0, 0, 0, 0});
      assertEquals(SampleOutcome.FAILED, session.run(actions));
      assertTrue(session.fault().contains("no number"), session.fault());
      assertArrayEquals(new float[actions.length], actions);
      session.put(1, new float[actions.length]);
      assertEquals(SampleOutcome.SAMPLED, session.run(actions));
      assertEquals("", session.fault());
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesANodeThatIsNotThere(Kind kind) throws Exception {
    kind.open(sum(), List.of(OBSERVATION, NOISE), SUM).close();
    SamplerRefusal refusal =
        assertThrows(
            SamplerRefusal.class,
            () ->
                kind.open(sum(), List.of(OBSERVATION, NOISE), new Port("nobody", 0, 1, 1)).close());
    assertTrue(refusal.sentence().contains("'nobody'"), refusal.sentence());
  }

  @ParameterizedTest
  @EnumSource
  void allocatesWhatItMay(Kind kind) throws Exception {
    try (GraphSession session = kind.open(sum(), List.of(OBSERVATION, NOISE), SUM)) {
      float[] observation = new float[SumPolicy.OBSERVATION];
      float[] noise = new float[ROWS * SumPolicy.CHUNK];
      float[] actions = new float[ROWS * SumPolicy.CHUNK];
      long least = Long.MAX_VALUE;
      for (int batch = 0; batch < BATCHES && least > 0; batch++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          session.put(0, observation);
          session.put(1, noise);
          session.run(actions);
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      long perCall = least / CALLS;
      assertTrue(perCall <= kind.mostBytes, perCall + " bytes per call");
    }
  }

  private static GraphDef sum() throws SamplerRefusal {
    return SavedModelGraph.parse(SumPolicy.bytes(), "here").graph();
  }

  /** A sum that fails where it is not a number. */
  private static GraphDef checked() throws SamplerRefusal {
    AttrValue message = AttrValue.newBuilder().setS(ByteString.copyFromUtf8("no number")).build();
    return with("checked", "CheckNumerics", "sum", Map.of("message", message));
  }

  private static GraphDef with(
      String name, String op, String input, Map<String, AttrValue> attributes)
      throws SamplerRefusal {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op).addInput(input);
    node.putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build());
    return sum().toBuilder().addNode(node.putAllAttr(attributes)).build();
  }
}
