package io.github.hjelm.bench.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The little of ONNX that a perceptron needs, written field by field: the numbers are those of
 * {@code onnx.proto}, and no library of it comes with us.
 */
final class OnnxGraph {

  /** Of 2021 and understood by everything since. */
  private static final int IR_VERSION = 8;

  private static final int OPSET = 13;
  private static final int FLOAT = 1;

  private final Message graph = new Message();

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  /** Adds an operation without attributes; answers what it makes. */
  String add(String operation, String output, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    node.text(2, output).text(3, output).text(4, operation);
    graph.message(1, node);
    return output;
  }

  /** Adds a constant; answers its name. */
  String constant(String name, List<Integer> shape, float[] numbers) {
    Message tensor = new Message();
    shape.forEach(side -> tensor.number(1, side));
    ByteBuffer raw =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(numbers);
    tensor.number(2, FLOAT).text(8, name).bytes(9, ByteString.copyFrom(raw));
    graph.message(5, tensor);
    return name;
  }

  /** Any number of rows that go in; inputs whose rows are called alike have as many. */
  String input(String name, String rows, int columns) {
    graph.message(11, matrix(name, rows, columns));
    return name;
  }

  /** Rows that come out. */
  void output(String name, String rows, int columns) {
    graph.message(12, matrix(name, rows, columns));
  }

  byte[] bytes() {
    Message opset = new Message().text(1, "").number(2, OPSET);
    return new Message()
        .number(1, IR_VERSION)
        .text(2, "hjelm")
        .message(7, graph)
        .message(8, opset)
        .written()
        .toByteArray();
  }

  private static Message matrix(String name, String rows, int columns) {
    Message shape =
        new Message()
            .message(1, new Message().text(2, rows))
            .message(1, new Message().number(1, columns));
    Message tensor = new Message().number(1, FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protocol-buffer message as it grows. */
  private static final class Message {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream fields = CodedOutputStream.newInstance(bytes);

    Message number(int field, long value) {
      return write(() -> fields.writeInt64(field, value));
    }

    Message text(int field, String value) {
      return write(() -> fields.writeString(field, value));
    }

    Message bytes(int field, ByteString value) {
      return write(() -> fields.writeBytes(field, value));
    }

    Message message(int field, Message value) {
      return bytes(field, value.written());
    }

    ByteString written() {
      write(fields::flush);
      return ByteString.copyFrom(bytes.toByteArray());
    }

    private Message write(Writing writing) {
      try {
        writing.write();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e); // memory does not refuse bytes
      }
    }
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }
}
