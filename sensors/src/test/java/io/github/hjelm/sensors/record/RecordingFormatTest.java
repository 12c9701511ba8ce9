package io.github.hjelm.sensors.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files put together byte by byte: the layout as documented, and what a recorder never writes. */
class RecordingFormatTest {

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  /** The bytes themselves, so that a change of format cannot go unseen. */
  @Test
  void isLaidOutAsDocumented(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("a.hjrec");
    HandSetClock clock = new HandSetClock(1);
    MemoryBroker broker = new MemoryBroker(clock);
    MemoryBroker.Link link = broker.link();
    try (Recorder recorder = Recordings.recorder(path, clock)) {
      link.subscribe("#", recorder);
      clock.advanceNs(0x0102);
      Recordings.say(link, "a/b", "Z");
    }
    String expected =
        "89484a5245430d0a" // magic
            + "0100"
            + "000000000000"
            + "005e56eea1010000" // 1,795,000,000,000 ms
            + "00000000"
            + checksumOf(path, 0, 28)
            + "18000000" // 24 bytes
            + "01"
            + "00"
            + "0300"
            + "0201000000000000"
            + "612f62"
            + "5a"
            + checksumOf(path, 32, 20)
            + "24000000" // 36 bytes
            + "04"
            + "00"
            + "0000"
            + "0000000000000000"
            + "0100000000000000"
            + "0000000000000000"
            + checksumOf(path, 56, 32);
    assertEquals(expected, HexFormat.of().formatHex(Files.readAllBytes(path)));
  }

  @Test
  void acceptsWhatIsWellFormed() throws Exception {
    header();
    record(1, 0, "a", "x");
    record(4, 0, "", "\1" + "\0".repeat(15));
    assertReads(1, RecordingEnding.COMPLETE);
  }

  @Test
  void noticesBytesAfterTheEndMark() throws Exception {
    header();
    record(4, 0, "", "\0".repeat(16));
    assertReads(0, RecordingEnding.COMPLETE);
    file.write(0);
    assertReads(0, RecordingEnding.DAMAGED);
  }

  @Test
  void noticesTopicsThatNobodyCanPublish() throws Exception {
    for (String topic : new String[] {"a/#", "+", "a\0b", ""}) {
      header();
      record(1, 0, topic, "x");
      assertReads(0, RecordingEnding.DAMAGED);
    }
  }

  @Test
  void noticesKindsAndFieldsThatAreNotInUse() throws Exception {
    header();
    record(5, 0, "a", "x");
    assertReads(0, RecordingEnding.DAMAGED);
    header();
    record(1, 1, "a", "x");
    assertReads(0, RecordingEnding.DAMAGED);
    header();
    record(3, 0, "", "1234567");
    assertReads(0, RecordingEnding.DAMAGED);
    header();
    record(3, 0, "a", "12345678");
    assertReads(0, RecordingEnding.DAMAGED);
    header();
    record(4, 0, "", "123456789012345");
    assertReads(0, RecordingEnding.DAMAGED);
  }

  @Test
  void believesNoLengthBeyondTheLimits() throws Exception {
    for (int length : new int[] {-1, 0, 19, RecordingLayout.MAX_RECORD_BYTES + 1, 0x7FFFFFFF}) {
      header();
      byte[] start = new byte[4];
      RecordingLayout.putI32(start, 0, length);
      file.write(start);
      assertReads(0, RecordingEnding.DAMAGED);
    }
  }

  @Test
  void refusesAnotherVersion() {
    byte[] header = RecordingLayout.header(0);
    RecordingLayout.putU16(header, RecordingLayout.VERSION_AT, 2);
    CRC32C crc = new CRC32C();
    crc.update(header, 0, 28);
    RecordingLayout.putI32(header, 28, (int) crc.getValue());
    RecordingRefusal refusal =
        assertThrows(RecordingRefusal.class, () -> Recordings.reader(header));
    assertEquals(
        "Recording memory has format version 2; this build reads 1.", refusal.getMessage());
  }

  /** The ring has room for the message, but not for the gap mark that must come before it. */
  @Test
  void leavesRoomForTheGapMark(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("a.hjrec");
    HandSetClock clock = new HandSetClock(1);
    MemoryBroker.Link link = new MemoryBroker(clock).link();
    Recorder recorder = Recordings.recorder(path, clock);
    link.subscribe("#", recorder);
    // A ring of 1,048,576 bytes; 254 records of 4,117 leave 2,858.
    for (int i = 0; i < 254; i++) {
      link.publish("t", new byte[4096], 4096, false);
    }
    link.publish("t", new byte[4097], 4097, false);
    link.publish("t", new byte[2829], 2829, false);
    assertEquals(2, recorder.status().dropped());
    recorder.close();
    try (RecordingReader reader = RecordingReader.open(path)) {
      assertEquals(254, Recordings.texts(reader).size());
      assertEquals(2, reader.dropped());
      assertEquals(RecordingEnding.COMPLETE, reader.ending());
    }
  }

  private void header() {
    file.reset();
    file.writeBytes(RecordingLayout.header(0));
  }

  private void record(int kind, int reserved, String topic, String payload) {
    byte[] topicBytes = topic.getBytes(StandardCharsets.ISO_8859_1);
    byte[] payloadBytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    int end = 16 + topicBytes.length + payloadBytes.length;
    byte[] record = new byte[end + 4];
    RecordingLayout.begin(record, kind, topicBytes.length, 7);
    record[5] = (byte) reserved;
    System.arraycopy(topicBytes, 0, record, 16, topicBytes.length);
    System.arraycopy(payloadBytes, 0, record, 16 + topicBytes.length, payloadBytes.length);
    RecordingLayout.seal(record, end, new CRC32C());
    file.writeBytes(record);
  }

  private void assertReads(int messages, RecordingEnding ending) throws Exception {
    RecordingReader reader = Recordings.reader(file.toByteArray());
    assertEquals(messages, Recordings.texts(reader).size());
    assertEquals(ending, reader.ending());
  }

  private static String checksumOf(Path path, int from, int length) throws Exception {
    CRC32C crc = new CRC32C();
    crc.update(Files.readAllBytes(path), from, length);
    byte[] bytes = new byte[4];
    RecordingLayout.putI32(bytes, 0, (int) crc.getValue());
    return HexFormat.of().formatHex(bytes);
  }
}
