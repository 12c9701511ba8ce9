package io.github.hjelm.bench.link;

import io.github.hjelm.export.report.MarkdownTable;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@link LinkBenchmark}.
 *
 * @param machine where it was measured
 * @param date when
 * @param command how to repeat it
 * @param rateHz round trips per second
 * @param frameBytes the frame's size: 32 values in the binary format
 * @param rounds how many interleaved slices of one second each row was measured for
 * @param rows one per responder and broker
 * @param losses what the loss of the broker does, per transport
 */
public record LinkReport(
    String machine,
    String date,
    String command,
    double rateHz,
    int frameBytes,
    int rounds,
    List<LinkRow> rows,
    List<LossRow> losses) {

  /** Both tables with the sentence that says where they come from. */
  public String markdown() {
    MarkdownTable trips =
        new MarkdownTable(
            "responder",
            "broker",
            "p50 µs",
            "p99 µs",
            "p50 µs since due",
            "p99 µs since due",
            "× raw client",
            "B allocated per message",
            "lost");
    for (LinkRow row : rows) {
      trips.row(
          row.responder(),
          row.broker(),
          number(row.serviceP50Us()),
          number(row.serviceP99Us()),
          number(row.responseP50Us()),
          number(row.responseP99Us()),
          ratio(row.timesFloor()),
          number(row.allocatedBytesPerMessage()),
          row.lost() + " of " + row.messages());
    }
    MarkdownTable loss =
        new MarkdownTable(
            "transport",
            "longest publish call, ms",
            "longest gap of the event loop, ms",
            "the same before the loss, ms",
            "back after, ms",
            "dropped and counted");
    for (LossRow row : losses) {
      loss.row(
          row.transport(),
          ratio(row.longestPublishMs()),
          ratio(row.longestGapMs()),
          ratio(row.longestGapBeforeMs()),
          number(row.backAfterMs()),
          Long.toString(row.dropped()));
    }
    return format(
            "Round trips of a %d-byte frame at %.0f Hz, %d interleaved rounds of one second, after warm-up;"
                + " Mosquitto is a process of its own, the embedded broker shares the JVM.%n%n",
            frameBytes, rateHz, rounds)
        + trips
        + "\nThe broker (Mosquitto) is killed and started again two seconds later, while 1,000 messages a second are"
        + " published:\n\n"
        + loss
        + format("%nMeasured with `%s` on %s: %s.%n", command, date, machine);
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? "-" : format("%.2f", value);
  }

  private static String number(double value) {
    return format(value < 10 ? "%.1f" : "%,.0f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
