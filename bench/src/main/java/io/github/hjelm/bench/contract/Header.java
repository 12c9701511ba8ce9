package io.github.hjelm.bench.contract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The 24 bytes that an observation begins with and its command repeats; little-endian. */
public final class Header {

  public static final int BYTES = 24;

  /** Set by the stack when a trailer with its stages follows the actions. */
  public static final int STAGES_FOLLOW = 1;

  private static final int ROBOT = 0;
  private static final int FLAGS = 4;
  private static final int SEQUENCE = 8;
  private static final int INTENDED = 16;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private Header() {}

  /** Writes a header without flags. */
  public static void write(byte[] message, int robot, long sequence, long intendedNs) {
    INT.set(message, ROBOT, robot);
    INT.set(message, FLAGS, 0);
    LONG.set(message, SEQUENCE, sequence);
    LONG.set(message, INTENDED, intendedNs);
  }

  public static int robot(byte[] message) {
    return (int) INT.get(message, ROBOT);
  }

  public static long sequence(byte[] message) {
    return (long) LONG.get(message, SEQUENCE);
  }

  /** In ns of the bench's clock. */
  public static long intendedNs(byte[] message) {
    return (long) LONG.get(message, INTENDED);
  }

  public static boolean stagesFollow(byte[] message) {
    return ((int) INT.get(message, FLAGS) & STAGES_FOLLOW) != 0;
  }

  /** Says in a command that a trailer follows. */
  public static void announceStages(byte[] message) {
    INT.set(message, FLAGS, (int) INT.get(message, FLAGS) | STAGES_FOLLOW);
  }

  /** The number of a value after the header. */
  public static float value(byte[] message, int number) {
    return (float) FLOAT.get(message, BYTES + Float.BYTES * number);
  }

  /** Writes a value after the header. */
  public static void putValue(byte[] message, int number, float value) {
    FLOAT.set(message, BYTES + Float.BYTES * number, value);
  }

  /** What a stage of the trailer took, in ns. */
  public static long stageNs(byte[] message, int actions, Stage stage) {
    return Integer.toUnsignedLong((int) INT.get(message, trailerAt(actions, stage)));
  }

  /** Writes what a stage took; more than an unsigned int holds becomes its largest value. */
  public static void putStageNs(byte[] message, int actions, Stage stage, long ns) {
    INT.set(message, trailerAt(actions, stage), (int) Math.min(Math.max(ns, 0), 0xFFFF_FFFFL));
  }

  /** How long a command is. */
  public static int commandBytes(int actions, boolean stages) {
    return BYTES + Float.BYTES * actions + (stages ? Stage.TRAILER_BYTES : 0);
  }

  private static int trailerAt(int actions, Stage stage) {
    return BYTES + Float.BYTES * actions + Integer.BYTES * stage.place();
  }
}
