package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.SliceListener;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.measure.SliceReading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Histograms for other tools: {@code slices.hlog} with an interval per slice and series, and one
 * {@code .hgrm} per stack and series, in µs.
 */
public final class HistogramFiles implements AutoCloseable {

  private static final double NS_PER_US = 1_000;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private final Path folder;
  private final HistogramLogWriter log;
  private final Map<String, Histogram> sums = new LinkedHashMap<>();

  /** Begins in a folder that is there. */
  public HistogramFiles(Path folder) throws FileNotFoundException {
    this.folder = folder;
    log = new HistogramLogWriter(folder.resolve("slices.hlog").toFile());
    log.outputComment("[latencies in ns; times in s after the workload's beginning]");
    log.outputLogFormatVersion();
    log.outputLegend();
  }

  /** Writes the slices of a workload. */
  SliceListener of(String workload) {
    return (whose, line, reading) -> read(workload + "-" + whose.name(), line, reading);
  }

  private void read(String name, RoundLine line, SliceReading reading) {
    write(name + "-service", line, reading.latencies().service(), reading);
    write(name + "-response", line, reading.latencies().response(), reading);
    write(name + "-publish", line, reading.latencies().publish(), reading);
  }

  private void write(String series, RoundLine line, Histogram histogram, SliceReading reading) {
    String tag = series.replace(" (again)", "-again").replaceAll("[^A-Za-z0-9.-]+", "-");
    double lengthS = (reading.slice().endNs() - reading.slice().beginNs()) / 1e9;
    histogram.setTag(tag);
    log.outputIntervalHistogram(line.atS(), line.atS() + lengthS, histogram, NS_PER_US);
    sums.computeIfAbsent(tag, name -> new Histogram(histogram.getHighestTrackableValue(), 3))
        .add(histogram);
  }

  /** Writes the sums. */
  @Override
  public void close() throws IOException {
    log.close();
    for (Map.Entry<String, Histogram> sum : sums.entrySet()) {
      Path file = folder.resolve(sum.getKey() + ".hgrm");
      try (PrintStream out =
          new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
        sum.getValue().outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_US);
        if (out.checkError()) {
          throw new IOException(file + " cannot be written to its end; is the disk full?");
        }
      }
    }
  }
}
