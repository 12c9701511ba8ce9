package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.safety.SafeCommand;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cycle that was computed again against its record, bit for bit. */
@SuppressWarnings("EnumOrdinal") // the numbers of a record whose names were compared
final class CycleComparison {

  private final RecordedCycle recorded;
  private @Nullable FlightDifference first;

  private CycleComparison(RecordedCycle recorded) {
    this.recorded = recorded;
  }

  /** The first field that differs; from what people read first to the bytes on the wire. */
  static Optional<FlightDifference> of(
      RecordedCycle recorded, ControlLoop loop, SafeCommand again, ByteBuffer bytes) {
    CycleComparison comparison = new CycleComparison(recorded);
    comparison.compare("verdict", recorded.verdict(), again.verdict());
    comparison.compare("cause of the stop", recorded.stop(), FlightTape.stop(again.stopCause()));
    for (int j = 0; j < again.size() && j < recorded.controls().size(); j++) {
      comparison.numbers("control " + j, recorded.controls().get(j), again.control(j));
    }
    comparison.numbers("value of the state", recorded.value(), again.valueAtState());
    comparison.numbers("reserve", recorded.reserve(), again.reserve());
    comparison.compare("assurance", recorded.assurance(), again.assurance().ordinal());
    comparison.compare("rung", recorded.rung(), FlightTape.rung(again.rung()));
    comparison.compare("candidates", recorded.offered(), loop.offered());
    comparison.compare("candidate", recorded.place(), again.place());
    comparison.compare("refused candidates", recorded.refused(), again.refused());
    if (recorded.command().hasRemaining()) {
      comparison.bytes(recorded.command(), bytes);
    }
    return Optional.ofNullable(comparison.first);
  }

  private void compare(String field, Object before, Object now) {
    if (!before.equals(now)) {
      add(field, before.toString(), now.toString());
    }
  }

  private void numbers(String field, double before, double now) {
    if (Double.doubleToRawLongBits(before) != Double.doubleToRawLongBits(now)) {
      add(field, Double.toString(before), Double.toString(now));
    }
  }

  private void bytes(ByteBuffer before, ByteBuffer now) {
    int at = before.mismatch(now);
    if (at >= 0) {
      add("byte " + at + " of the command", hex(before, at), hex(now, at));
    }
  }

  private static String hex(ByteBuffer bytes, int at) {
    return at < bytes.limit() ? HexFormat.of().toHexDigits(bytes.get(at)) : "none";
  }

  private void add(String field, String before, String now) {
    if (first == null) {
      first = new FlightDifference(recorded.number(), field, before, now);
    }
  }
}
