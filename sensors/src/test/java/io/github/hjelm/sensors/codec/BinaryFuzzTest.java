package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class BinaryFuzzTest {

  private static final int MESSAGES = 1_000_000;

  /** Two strings of events and status frames, their names and their text. */
  private static final long ALLOCATION_PER_MESSAGE = 2048;

  private static final long ALLOCATION_PER_BYTE = 4;

  @Test
  void nothingDamagedIsAccepted() throws InterruptedException {
    Fuzz fuzz = new Fuzz(ALLOCATION_PER_MESSAGE, ALLOCATION_PER_BYTE);
    fuzz.run(MESSAGES, seed -> new Damaged(seed, new BinaryCodec()));
    fuzz.assertReasons(MESSAGES, 7);
    assertTrue(fuzz.counts().of(FrameOutcome.BAD_CHECKSUM) > MESSAGES / 10);
  }

  @Test
  void nothingDamagedIsAcceptedWithAKey() throws InterruptedException {
    Fuzz fuzz = new Fuzz(ALLOCATION_PER_MESSAGE, ALLOCATION_PER_BYTE);
    Optional<CommandKey> key = Optional.of(SampleFrames.KEY);
    fuzz.run(MESSAGES / 5, seed -> new Forged(seed, new BinaryCodec(ValueWidth.FLOAT64, key)));
    fuzz.assertReasons(MESSAGES / 5, 5);
    assertTrue(fuzz.counts().of(FrameOutcome.NOT_AUTHENTIC) > MESSAGES / 50);
  }

  @Test
  void whateverASenderMeansToSayHasAnOutcome() throws InterruptedException {
    Fuzz fuzz = new Fuzz(ALLOCATION_PER_MESSAGE, ALLOCATION_PER_BYTE);
    fuzz.run(MESSAGES, seed -> new Said(seed, new BinaryCodec()));
    fuzz.assertReasons(MESSAGES, 9);
    assertTrue(fuzz.counts().of(FrameOutcome.ACCEPTED) > 0, fuzz.counts().toString());
  }

  /** Noise, cuts, joins and flipped bits, with the checksum left as it was. */
  private static final class Damaged extends Fuzz.Source {

    private final byte[][] originals;

    Damaged(long seed, FrameCodec codec) {
      super(seed, codec);
      originals = originals(codec);
    }

    @Override
    void make() {
      byte[] original = originals[random.nextInt(originals.length)];
      load(original);
      switch (random.nextInt(6)) {
        case 0 -> flipBits(1);
        case 1 -> flipBits(3); // within what CRC32C tells for certain, and never back to the same
        case 2 -> length = random.nextInt(length);
        case 3 -> length += 1 + random.nextInt(32);
        case 4 -> randomBytes(0, random.nextInt(256));
        default -> randomBytes(5, 5 + random.nextInt(256));
      }
    }

    @Override
    void checkAccepted() {
      fail(this + " was accepted");
    }
  }

  /** The same, by somebody who can compute a checksum but has no key. */
  private static final class Forged extends Fuzz.Source {

    private final byte[][] originals;
    private final CRC32C checksum = new CRC32C();

    Forged(long seed, FrameCodec codec) {
      super(seed, codec);
      originals = originals(codec);
    }

    @Override
    void make() {
      load(originals[random.nextInt(originals.length)]);
      flipBits(1);
      if (random.nextInt(4) > 0) {
        int end = length - BinaryLayout.SIGNATURE_BYTES - BinaryLayout.CHECKSUM_BYTES;
        checksum.reset();
        checksum.update(bytes, 0, end);
        BinaryLayout.putI32(bytes, end, (int) checksum.getValue());
        bytes[length - 1 - random.nextInt(BinaryLayout.SIGNATURE_BYTES)] ^=
            3; // two bits, to undo no flip
      }
    }

    @Override
    void checkAccepted() {
      fail(this + " was accepted");
    }
  }

  /** Anything at all, sealed with a fitting length and checksum, so that the fields are read. */
  private static final class Said extends Fuzz.Source {

    private final byte[][] originals;
    private final CRC32C checksum = new CRC32C();

    Said(long seed, FrameCodec codec) {
      super(seed, codec);
      originals = originals(codec);
    }

    @Override
    void make() {
      int original = random.nextInt(originals.length);
      load(originals[original]);
      if (random.nextInt(8) > 0) {
        readAs = KINDS.get(original);
      }
      switch (random.nextInt(5)) {
        case 0 -> overwriteBytes(1 + random.nextInt(3));
        case 4 -> // a value of the greatest exponent: NaN or infinite
            BinaryLayout.putI64(
                bytes, 72, 0x7FF0L << 48 | random.nextLong(2) << 63 | random.nextLong(2));
        case 1 -> bytes[5 + random.nextInt(43)] = (byte) random.nextInt();
        case 2 -> randomBytes(40 + random.nextInt(40), length);
        default -> length = 44 + random.nextInt(length);
      }
      int end = length - BinaryLayout.CHECKSUM_BYTES;
      BinaryLayout.putI32(bytes, BinaryLayout.LENGTH_AT, length);
      checksum.reset();
      checksum.update(bytes, 0, end);
      BinaryLayout.putI32(bytes, end, (int) checksum.getValue());
    }

    /** Only finite, normal values may come through, and only names. */
    @Override
    void checkAccepted() {
      if (readAs == FrameKind.SENSOR) {
        for (int i = 0; i < sensor.valueCount(); i++) {
          double size = Math.abs(sensor.value(i));
          assertTrue(
              size == 0 || (size >= Double.MIN_NORMAL && size <= Double.MAX_VALUE), this::toString);
        }
        assertTrue(sensor.robotName().length() > 0 && sensor.sensorName().length() > 0);
        assertTrue(sensor.epoch() >= 0 && sensor.sequence() >= 0, this::toString);
      }
      if (readAs == FrameKind.COMMAND) {
        for (int i = 0; i < command.valueCount(); i++) {
          assertTrue(Math.abs(command.value(i)) <= Double.MAX_VALUE, this::toString);
        }
        assertTrue(command.epoch() >= 0 && command.sequence() >= 0, this::toString);
      }
    }
  }
}
