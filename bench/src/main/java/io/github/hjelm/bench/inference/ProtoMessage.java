package io.github.hjelm.bench.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message of Protocol Buffers, written field by field: enough for the models that two engines
 * read, without the libraries of either.
 */
final class ProtoMessage {

  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIELD_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoMessage number(int field, long value) {
    varint((long) field << FIELD_BITS | VARINT);
    varint(value);
    return this;
  }

  ProtoMessage text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage message(int field, ProtoMessage message) {
    return bytes(field, message.toBytes());
  }

  /** An entry of a map. */
  ProtoMessage entry(int field, String key, ProtoMessage value) {
    return message(field, new ProtoMessage().text(1, key).message(2, value));
  }

  /** Little-endian, as both formats want their tensors. */
  ProtoMessage floats(int field, float[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return bytes(field, raw.array());
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private ProtoMessage bytes(int field, byte[] bytes) {
    varint((long) field << FIELD_BITS | BYTES);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private void varint(long value) {
    long left = value;
    while ((left & -MORE) != 0) {
      out.write((int) (left & (MORE - 1)) | MORE);
      left >>>= GROUP_BITS;
    }
    out.write((int) left);
  }
}
