package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.Tamper.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignedFramesTest {

  private static final BinaryCodec SIGNED = with(SampleFrames.KEY);

  private static BinaryCodec with(CommandKey key) {
    return new BinaryCodec(ValueWidth.FLOAT64, Optional.of(key));
  }

  @Test
  void readsItsOwnFramesOfEveryKind() {
    CommandFrame received = new CommandFrame();
    byte[] command = bytes(SIGNED, SampleFrames.command());
    assertEquals(FrameOutcome.ACCEPTED, SIGNED.decode(command, command.length, received));
    FrameAssert.assertSame(SampleFrames.command(), received);
    for (FrameKind kind : FrameKind.values()) {
      assertEquals(FrameOutcome.ACCEPTED, outcome(SIGNED, kind, SIGNED), kind.word());
    }
  }

  @Test
  void refusesUnsignedFramesOfEveryKind() {
    for (FrameKind kind : FrameKind.values()) {
      assertEquals(
          FrameOutcome.NOT_AUTHENTIC, outcome(SIGNED, kind, new BinaryCodec()), kind.word());
    }
  }

  @Test
  void refusesFramesSignedWithAnotherKey() {
    for (FrameKind kind : FrameKind.values()) {
      assertEquals(
          FrameOutcome.NOT_AUTHENTIC,
          outcome(SIGNED, kind, with(SampleFrames.OTHER_KEY)),
          kind.word());
    }
  }

  @Test
  void refusesEveryChangeOfTheSignature() {
    byte[] command = bytes(SIGNED, SampleFrames.command());
    for (int bit = 1; bit <= 8 * BinaryLayout.SIGNATURE_BYTES; bit++) {
      byte[] forged = command.clone();
      forged[forged.length - 1 - (bit - 1) / 8] ^= (byte) (1 << (bit % 8));
      assertEquals(
          FrameOutcome.NOT_AUTHENTIC, SIGNED.decode(forged, forged.length, new CommandFrame()));
    }
  }

  @Test
  void refusesAFrameThatWasChangedAndGivenAFittingChecksum() {
    byte[] command = bytes(SIGNED, SampleFrames.command());
    byte[] front = Arrays.copyOf(command, command.length - BinaryLayout.SIGNATURE_BYTES);
    front[FrameKind.COMMAND.headerBytes()] ^= 1;
    byte[] forged = Arrays.copyOf(Tamper.resealed(front), command.length);
    BinaryLayout.putI32(forged, BinaryLayout.LENGTH_AT, command.length);
    java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
    checksum.update(forged, 0, front.length - BinaryLayout.CHECKSUM_BYTES);
    BinaryLayout.putI32(
        forged, front.length - BinaryLayout.CHECKSUM_BYTES, (int) checksum.getValue());
    System.arraycopy(command, front.length, forged, front.length, BinaryLayout.SIGNATURE_BYTES);
    assertEquals(
        FrameOutcome.NOT_AUTHENTIC, SIGNED.decode(forged, forged.length, new CommandFrame()));
    assertEquals(
        FrameOutcome.ACCEPTED,
        new BinaryCodec().decode(forged, forged.length, new CommandFrame()),
        "the forgery must be perfect but for the signature");
  }

  @Test
  void aReaderWithoutAKeyReadsSignedFrames() {
    for (FrameKind kind : FrameKind.values()) {
      assertEquals(FrameOutcome.ACCEPTED, outcome(new BinaryCodec(), kind, SIGNED), kind.word());
    }
  }

  @Test
  void signsAsTheJdksOwnMacDoes() throws Exception {
    Random random = new Random(1);
    for (int keyBytes = 16; keyBytes <= 64; keyBytes++) {
      byte[] key = new byte[keyBytes];
      random.nextBytes(key);
      byte[] frame = new byte[300];
      random.nextBytes(frame);
      int end = random.nextInt(frame.length - BinaryLayout.SIGNATURE_BYTES);
      FrameSigner signer =
          new FrameSigner(CommandKey.ofHex(java.util.HexFormat.of().formatHex(key)));
      signer.sign(frame, end);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(frame, 0, end);
      assertArrayEquals(
          Arrays.copyOf(mac.doFinal(), BinaryLayout.SIGNATURE_BYTES),
          Arrays.copyOfRange(frame, end, end + BinaryLayout.SIGNATURE_BYTES));
      assertTrue(signer.isSigned(frame, end));
      frame[end] ^= 1;
      assertFalse(signer.isSigned(frame, end));
    }
  }

  private static FrameOutcome outcome(FrameCodec reader, FrameKind kind, FrameCodec writer) {
    byte[] message =
        switch (kind) {
          case SENSOR -> bytes(writer, SampleFrames.sensor());
          case COMMAND -> bytes(writer, SampleFrames.command());
          case EVENT -> bytes(writer, SampleFrames.event());
          case STATUS -> bytes(writer, SampleFrames.status());
        };
    return new Message(kind.word(), kind, message, FrameOutcome.ACCEPTED).outcome(reader);
  }
}
