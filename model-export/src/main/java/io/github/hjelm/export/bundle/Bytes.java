package io.github.hjelm.export.bundle;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Messages as bytes, maps in the order of their keys: one message, one sequence of bytes. */
final class Bytes {

  private Bytes() {}

  static ByteString deterministic(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.getSerializedSize());
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("a message in memory was not written", e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
