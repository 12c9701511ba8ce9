package io.github.hjelm.bench.latency;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import io.github.hjelm.export.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * An older report beside a newer one. Where both have our stack and the same floor, our figures are
 * taken as multiples of the floor's in the same round, so that a slower day of the machine is not
 * taken for a slower stack.
 */
public final class ReportComparison {

  private static final List<String> FIGURES =
      List.of(RatioLine.HEADLINE, "service p99", "response p50", "response p99");

  /** A figure that an older program did not write is one that nobody took. */
  private static final SimpleModule ABSENT_IS_NAN =
      new SimpleModule()
          .addDeserializer(
              double.class, new NumberDeserializers.DoubleDeserializer(double.class, Double.NaN));

  /**
   * A figure of a stack then and now.
   *
   * @param workload its id
   * @param figure what
   * @param floor the stack that both are multiples of; empty when there is none in common
   * @param change now over then
   */
  public record Line(String workload, String stack, String figure, String floor, Interval change) {

    /** Whether it became worse, beyond chance and by an effect that matters. */
    public boolean worse() {
      return change.larger();
    }
  }

  private final List<Line> lines = new ArrayList<>();

  private ReportComparison() {}

  /**
   * Reads a report.
   *
   * @throws IOException when it is none, or is not to be believed
   */
  public static LatencyReport read(Path file) throws IOException {
    LatencyReport report;
    try {
      report =
          new ObjectMapper()
              .registerModule(ABSENT_IS_NAN)
              .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(file.toFile(), LatencyReport.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new IOException(
          file + " is not a report of the latency benchmark: " + e.getOriginalMessage(), e);
    }
    if (report.format() != LatencyReport.FORMAT) {
      throw new IOException(
          "%s has format %d and this program reads %d; measure again."
              .formatted(file, report.format(), LatencyReport.FORMAT));
    }
    if (!report.valid()) {
      throw new IOException(
          file + " is INVALID and cannot be compared: " + String.join("; ", report.invalid()));
    }
    return report;
  }

  /**
   * Compares what both have.
   *
   * @throws IOException when processors slept in only one of them, which moves everything
   */
  public static ReportComparison of(LatencyReport before, LatencyReport after) throws IOException {
    if (before.awake() != after.awake()) {
      throw new IOException(
          "Processors were kept awake in the %s report alone; measure again, with or without --let-sleep."
              .formatted(after.awake() ? "new" : "old"));
    }
    ReportComparison comparison = new ReportComparison();
    BlockBootstrap bootstrap = new BlockBootstrap(after.seed());
    for (WorkloadReport now : after.workloads()) {
      before.workloads().stream()
          .filter(then -> then.id().equals(now.id()) && then.network().equals(now.network()))
          .findFirst()
          .ifPresent(then -> comparison.compare(then, now, after.ours(), bootstrap));
    }
    return comparison;
  }

  private void compare(
      WorkloadReport then, WorkloadReport now, String ours, BlockBootstrap bootstrap) {
    Optional<StackReport> oursThen = find(then, ours);
    Optional<StackReport> oursNow = find(now, ours);
    if (oursThen.isEmpty() || oursNow.isEmpty()) {
      return;
    }
    Optional<StackReport> floorNow =
        now.stacks().stream()
            .filter(stack -> !stack.name().startsWith(ours))
            .filter(stack -> !stack.rounds().isEmpty())
            .filter(stack -> find(then, stack.name()).isPresent())
            .findFirst();
    Optional<StackReport> floorThen = floorNow.flatMap(stack -> find(then, stack.name()));
    for (String figure : FIGURES) {
      double[] before = values(oursThen.get(), floorThen, figure);
      double[] after = values(oursNow.get(), floorNow, figure);
      lines.add(
          new Line(
              now.id(),
              ours,
              figure,
              floorNow.map(StackReport::name).orElse(""),
              bootstrap.change(after, before)));
    }
  }

  private static Optional<StackReport> find(WorkloadReport workload, String name) {
    return workload.stacks().stream()
        .filter(stack -> stack.name().equals(name) && !stack.rounds().isEmpty())
        .findFirst();
  }

  private static double[] values(StackReport stack, Optional<StackReport> floor, String figure) {
    ToDoubleFunction<RoundLine> value = Ratios.figure(figure);
    return stack.rounds().stream()
        .flatMapToDouble(
            line ->
                floor.isEmpty()
                    ? DoubleStream.of(value.applyAsDouble(line))
                    : floor.get().rounds().stream()
                        .filter(other -> other.round() == line.round())
                        .mapToDouble(
                            other -> value.applyAsDouble(line) / value.applyAsDouble(other)))
        .filter(Double::isFinite)
        .toArray();
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Whether anything became worse. */
  public boolean regressed() {
    return lines.stream().anyMatch(Line::worse);
  }

  /** As a table. */
  public String markdown() {
    MarkdownTable table =
        new MarkdownTable("workload", "stack", "figure", "as a multiple of", "now / then", "");
    for (Line line : lines) {
      String said = line.change().smaller() ? "better" : "no difference shown";
      table.row(
          line.workload(),
          line.stack(),
          line.figure(),
          line.floor().isEmpty() ? "-" : line.floor(),
          LatencyText.interval(line.change()),
          line.worse() ? "**worse**" : said);
    }
    return table.toString();
  }
}
