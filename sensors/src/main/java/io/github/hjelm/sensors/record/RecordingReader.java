package io.github.hjelm.sensors.record;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a recording from its beginning to the last record that is whole. One thread. */
public final class RecordingReader implements AutoCloseable {

  private final String name;
  private final InputStream in;
  private final long wallClockMs;
  private final CRC32C crc = new CRC32C();

  private byte[] record = new byte[4096];
  private RecordingEnding ending = RecordingEnding.NOT_REACHED;
  private long messages;
  private long dropped;
  private long wholeBytes = RecordingLayout.HEADER_BYTES;

  private RecordingReader(String name, InputStream in, long wallClockMs) {
    this.name = name;
    this.in = in;
    this.wallClockMs = wallClockMs;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws RecordingRefusal when the file cannot be read or does not begin as a recording
   */
  @SuppressWarnings("StreamResourceLeak") // closed by close(), or on refusal
  public static RecordingReader open(Path file) throws RecordingRefusal {
    InputStream in;
    try {
      in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (IOException e) {
      throw new RecordingRefusal("Recording " + file + " cannot be read: " + e, e);
    }
    try {
      return of(file.toString(), in);
    } catch (RecordingRefusal e) {
      try {
        in.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  static RecordingReader of(String name, InputStream in) throws RecordingRefusal {
    byte[] header = new byte[RecordingLayout.HEADER_BYTES];
    int length;
    try {
      length = in.readNBytes(header, 0, header.length);
    } catch (IOException e) {
      throw new RecordingRefusal("Recording " + name + " cannot be read: " + e, e);
    }
    if (length < header.length || !RecordingLayout.hasMagic(header)) {
      throw new RecordingRefusal(
          name + " is not a recording: it does not begin as a .hjrec file does.", null);
    }
    if (!RecordingLayout.headerIsWhole(header)) {
      throw new RecordingRefusal("Recording " + name + " is damaged in its first 32 bytes.", null);
    }
    int version = RecordingLayout.u16(header, RecordingLayout.VERSION_AT);
    if (version != RecordingLayout.VERSION) {
      throw new RecordingRefusal(
          "Recording "
              + name
              + " has format version "
              + version
              + "; this build reads "
              + RecordingLayout.VERSION
              + ".",
          null);
    }
    return new RecordingReader(
        name, in, RecordingLayout.i64(header, RecordingLayout.WALL_CLOCK_AT));
  }

  /** When the recording began, in milliseconds since 1970-01-01 UTC; for people to read. */
  public long wallClockMs() {
    return wallClockMs;
  }

  /** The next message, or null when {@link #ending()} is reached. */
  public @Nullable RecordedMessage next() throws RecordingRefusal {
    while (ending == RecordingEnding.NOT_REACHED) {
      int length = readRecord();
      if (length == 0) {
        return null;
      }
      wholeBytes += length;
      switch (record[RecordingLayout.KIND_AT]) {
        case RecordingLayout.GAP ->
            dropped += RecordingLayout.i64(record, RecordingLayout.TOPIC_AT);
        case RecordingLayout.END -> end();
        default -> {
          messages++;
          return message(length);
        }
      }
    }
    return null;
  }

  public RecordingEnding ending() {
    return ending;
  }

  /** Messages read so far. */
  public long messages() {
    return messages;
  }

  /** Messages that the recorder had to drop so far. */
  public long dropped() {
    return dropped;
  }

  /** Bytes from the file's beginning that are whole. */
  public long wholeBytes() {
    return wholeBytes;
  }

  @Override
  public void close() throws RecordingRefusal {
    try {
      in.close();
    } catch (IOException e) {
      throw new RecordingRefusal("Recording " + name + " cannot be closed: " + e, e);
    }
  }

  /** Reads a whole record into {@link #record}; returns its length, or 0 at the end. */
  private int readRecord() throws RecordingRefusal {
    int have = read(0, RecordingLayout.KIND_AT);
    if (have < RecordingLayout.KIND_AT) {
      // The end mark never came, not even when the last record is whole.
      ending = RecordingEnding.CUT;
      return 0;
    }
    int length = RecordingLayout.i32(record, RecordingLayout.LENGTH_AT);
    if (length < RecordingLayout.MIN_RECORD_BYTES || length > RecordingLayout.MAX_RECORD_BYTES) {
      ending = RecordingEnding.DAMAGED;
      return 0;
    }
    if (!readRest(length)) {
      ending = RecordingEnding.CUT;
      return 0;
    }
    if (!RecordingLayout.isWhole(record, length, crc) || !topicIsPublishable()) {
      ending = RecordingEnding.DAMAGED;
      return 0;
    }
    return length;
  }

  /** Memory grows with what the file holds, never with what a damaged length claims. */
  private boolean readRest(int length) throws RecordingRefusal {
    int have = RecordingLayout.KIND_AT;
    while (have < length) {
      if (have == record.length) {
        record = Arrays.copyOf(record, 2 * record.length);
      }
      int wanted = Math.min(length, record.length) - have;
      if (read(have, wanted) < wanted) {
        return false;
      }
      have += wanted;
    }
    return true;
  }

  private int read(int at, int length) throws RecordingRefusal {
    try {
      return in.readNBytes(record, at, length);
    } catch (IOException e) {
      throw new RecordingRefusal(
          "Recording " + name + " cannot be read after " + wholeBytes + " bytes: " + e, e);
    }
  }

  /** Wildcards and NUL stand in no topic that anybody published. */
  private boolean topicIsPublishable() {
    int topicLength = RecordingLayout.u16(record, RecordingLayout.TOPIC_LENGTH_AT);
    for (int i = 0; i < topicLength; i++) {
      byte b = record[RecordingLayout.TOPIC_AT + i];
      if (b == '+' || b == '#' || b == 0) {
        return false;
      }
    }
    return true;
  }

  private RecordedMessage message(int length) {
    int topicLength = RecordingLayout.u16(record, RecordingLayout.TOPIC_LENGTH_AT);
    int payloadAt = RecordingLayout.TOPIC_AT + topicLength;
    return new RecordedMessage(
        RecordingLayout.i64(record, RecordingLayout.OFFSET_AT),
        new String(record, RecordingLayout.TOPIC_AT, topicLength, StandardCharsets.UTF_8),
        record[RecordingLayout.KIND_AT] == RecordingLayout.RETAINED_MESSAGE,
        Arrays.copyOfRange(record, payloadAt, length - RecordingLayout.CHECKSUM_BYTES));
  }

  private void end() throws RecordingRefusal {
    boolean countsAgree =
        RecordingLayout.i64(record, RecordingLayout.TOPIC_AT) == messages
            && RecordingLayout.i64(record, RecordingLayout.TOPIC_AT + 8) == dropped;
    boolean nothingFollows = read(0, 1) == 0;
    ending = countsAgree && nothingFollows ? RecordingEnding.COMPLETE : RecordingEnding.DAMAGED;
  }
}
