package io.github.hjelm.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.measure.Latencies;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PercentileTest {

  private static Histogram of(int samples, int slow, long slowNs) {
    Histogram histogram = Latencies.histogram();
    histogram.recordValueWithCount(100_000, samples - slow);
    if (slow > 0) {
      histogram.recordValueWithCount(slowNs, slow);
    }
    return histogram;
  }

  private static Percentile of(String name, Histogram latencies, Histogram control) {
    List<Percentile> all = Percentile.of(latencies, control);
    return StackReport.percentile(all, name);
  }

  private static final Histogram IDLE = of(20_140, 0, 0);

  @Test
  void tooFewSamplesHaveNoPercentile() {
    assertTrue(Double.isNaN(of("p99.9", of(4_602, 0, 0), IDLE).us()));
    assertEquals(100, of("p99.9", of(4_603, 0, 0), IDLE).us(), 0.1);
    assertFalse(of("p99.9", of(20_139, 0, 0), IDLE).solid());
    assertTrue(of("p99.9", of(20_140, 0, 0), IDLE).solid());
    assertTrue(Double.isNaN(of("p50", Latencies.histogram(), IDLE).us()));
    assertTrue(Double.isNaN(of("max", Latencies.histogram(), IDLE).us()));
  }

  @Test
  void theEstimateAllowsNoMoreAboveItThanTheSamplesCarry() {
    assertEquals(100, of("p99.9", of(20_140, 10, 5_000_000), IDLE).us(), 0.1);
    // The plain percentile of 20,140 would leave 20 above.
    assertEquals(5_000, of("p99.9", of(20_140, 11, 5_000_000), IDLE).us(), 5);
  }

  @Test
  void aTailThatTheMachineHasTooIsTheMachines() {
    Histogram busy = of(20_140, 50, 4_000_000);
    Histogram late = of(20_140, 50, 3_900_000);
    Histogram later = of(20_140, 50, 8_000_000);
    assertTrue(of("p99.9", late, busy).machineLimited());
    assertFalse(of("p99.9", later, busy).machineLimited());
    assertFalse(of("p99.9", late, IDLE).machineLimited());
    assertTrue(of("max", late, busy).machineLimited());
    assertFalse(of("p99.9", late, Latencies.histogram()).machineLimited());
    // The middle is always the stack's own.
    assertFalse(of("p50", late, busy).machineLimited());
  }

  @Test
  void spectraReachAsFarAsTheSamples() {
    Spectrum spectrum = Spectrum.of(of(1_000, 10, 5_000_000));
    assertEquals(31, spectrum.oneInN().size());
    assertEquals(1_000, spectrum.oneInN().get(30), 1e-6);
    assertEquals(5_000, spectrum.us().get(30), 5);
    assertEquals(100, spectrum.us().get(10), 0.1);
    assertTrue(Spectrum.of(Latencies.histogram()).us().isEmpty());
  }
}
