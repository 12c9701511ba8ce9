package io.github.hjelm.controller.health;

import io.github.hjelm.controller.health.FleetHealth.Member;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The loops' histograms as Prometheus reads them. Not through Micrometer, which would want to be
 * told of each duration by the loop itself.
 */
final class DurationCollector implements MultiCollector {

  private static final double NS_PER_S = 1e9;

  /** Two bounds to each doubling, from a microsecond to a second. */
  private static final int FIRST = LatencyBuckets.of(1 << 10);

  private static final int LAST = LatencyBuckets.of(1 << 30);
  private static final int STEP = 8;

  private final FleetHealth fleet;
  private final double[] boundsS;

  DurationCollector(FleetHealth fleet) {
    this.fleet = fleet;
    boundsS = new double[(LAST - FIRST) / STEP + 2];
    for (int i = 0; i < boundsS.length; i++) {
      boundsS[i] = LatencyBuckets.lowestNs(FIRST + STEP * i) / NS_PER_S;
    }
    boundsS[boundsS.length - 1] = Double.POSITIVE_INFINITY;
  }

  @Override
  public MetricSnapshots collect() {
    HistogramSnapshot.Builder stages = histogram(LoopMetric.STAGE_DURATION);
    HistogramSnapshot.Builder ages = histogram(LoopMetric.OBSERVATION_AGE);
    for (Member member : fleet.members()) {
      RobotVitals vitals = member.vitals();
      for (int stage = 0; stage < vitals.stages().size(); stage++) {
        Labels labels =
            Labels.of(
                LoopMetric.ROBOT,
                vitals.robot(),
                LoopMetric.STAGE_DURATION.ownLabel(),
                vitals.stages().names().get(stage));
        stages.dataPoint(point(labels, vitals.stages().stage(stage)));
      }
      Labels labels = Labels.of(LoopMetric.ROBOT, vitals.robot());
      ages.dataPoint(point(labels, vitals.observationAges()));
    }
    return MetricSnapshots.of(stages.build(), ages.build());
  }

  private static HistogramSnapshot.Builder histogram(LoopMetric metric) {
    return HistogramSnapshot.builder().name(metric.exportedName()).help(metric.help());
  }

  private HistogramDataPointSnapshot point(Labels labels, LatencyHistogram histogram) {
    long[] counts = new long[boundsS.length];
    for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
      // A bucket ends where the next begins, so that this is the first bound it lies below.
      int bound = Math.max(0, Math.floorDiv(bucket - FIRST, STEP) + 1);
      counts[Math.min(bound, counts.length - 1)] += histogram.count(bucket);
    }
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(boundsS, counts))
        .sum(histogram.sumNs() / NS_PER_S)
        .build();
  }
}
