package io.github.hjelm.controller.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of a flight, record by record. */
final class FlightSegment {

  /** Far more than a recorder puts into one. */
  private static final long MAX_BYTES = 256L << 20;

  private final Path path;
  private final byte[] file;
  private final FlightIdentity.@Nullable Placed identity;
  private int at = FlightLayout.HEADER_BYTES;
  private int length;
  private FlightEnding ending = FlightEnding.CUT;

  private FlightSegment(Path path, byte[] file) throws FlightRefusal {
    this.path = path;
    this.file = file;
    boolean says = next() && kind() == FlightLayout.IDENTITY;
    identity = says ? FlightIdentity.read(copyOfBody(), path.toString()) : null;
  }

  /** Reads a file whole. */
  static FlightSegment read(Path path) throws FlightRefusal {
    byte[] file;
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new FlightRefusal(path + " is larger than any flight record");
      }
      file = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new FlightRefusal("there is no flight record " + path + "; check the path", e);
    } catch (IOException e) {
      throw new FlightRefusal(path + " cannot be read: " + e.getMessage(), e);
    }
    if (FlightLayout.isBegunHeader(file)) {
      return new FlightSegment(path, FlightLayout.header());
    }
    if (!FlightLayout.hasMagic(file)) {
      throw new FlightRefusal(
          path + " is not a flight record; name a file *.hjflight or the recorder's folder");
    }
    if (FlightLayout.version(file) != FlightLayout.VERSION) {
      throw new FlightRefusal(
          "%s has format version %d, and this Hjelm replays %d: use the version that recorded it"
              .formatted(path, FlightLayout.version(file), FlightLayout.VERSION));
    }
    return new FlightSegment(path, file);
  }

  Path path() {
    return path;
  }

  /** Whose it is; null where it was cut off before it said so. */
  FlightIdentity.@Nullable Placed identity() {
    return identity;
  }

  /** How it ended, once there is no next. */
  FlightEnding ending() {
    return ending;
  }

  /** Goes on to the next record; false at the end. */
  boolean next() {
    at += length;
    length = 0;
    if (at == file.length) {
      return false;
    }
    int left = file.length - at;
    int claimed = left < Integer.BYTES ? 0 : FlightLayout.littleEndian(file).getInt(at);
    boolean isSane =
        claimed >= FlightLayout.MIN_RECORD_BYTES && claimed <= FlightLayout.MAX_RECORD_BYTES;
    if (!isSane || claimed > left) {
      // What a crash leaves behind is half a record or a file that was made longer with zeros.
      boolean torn = left < Integer.BYTES || isSane || isZero();
      ending = torn ? FlightEnding.CUT : FlightEnding.DAMAGED;
      return false;
    }
    if (!FlightLayout.isWhole(file, at, claimed)) {
      ending = claimed == left ? FlightEnding.CUT : FlightEnding.DAMAGED;
      return false;
    }
    length = claimed;
    if (kind() == FlightLayout.END) {
      ending = at + length == file.length ? FlightEnding.COMPLETE : FlightEnding.DAMAGED;
    }
    return true;
  }

  private boolean isZero() {
    for (int i = at; i < file.length; i++) {
      if (file[i] != 0) {
        return false;
      }
    }
    return true;
  }

  byte kind() {
    return file[at + FlightLayout.KIND_AT];
  }

  int flag() {
    return file[at + FlightLayout.FLAG_AT];
  }

  int small() {
    return Short.toUnsignedInt(
        FlightLayout.littleEndian(file).getShort(at + FlightLayout.SMALL_AT));
  }

  /** The record's body, lent. */
  ByteBuffer body() {
    int bodyLength = length - FlightLayout.MIN_RECORD_BYTES;
    return FlightLayout.littleEndian(file)
        .slice(at + FlightLayout.BODY_AT, bodyLength)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN);
  }

  byte[] copyOfBody() {
    return copyOf(body());
  }

  /** What is left in a buffer. */
  static byte[] copyOf(ByteBuffer body) {
    byte[] copy = new byte[body.remaining()];
    body.get(copy);
    return copy;
  }
}
