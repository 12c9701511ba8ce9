package io.github.hjelm.bench.measure;

import org.HdrHistogram.Histogram;

/** The sum over slices. */
public final class Tally {

  private final Latencies latencies = new Latencies();
  private final StageSums stages = new StageSums();
  private final Histogram jitter = Latencies.histogram();
  private final Histogram control = Latencies.histogram();
  private final InformationAge age = new InformationAge();
  private Counts counts = Counts.NONE;
  private int slices;

  /** Adds one, and how late the control process was meanwhile. */
  public void add(SliceReading reading, Histogram controlMeanwhile) {
    latencies.add(reading.latencies());
    stages.add(reading.stages());
    jitter.add(reading.jitter());
    control.add(controlMeanwhile);
    age.addAll(reading.age());
    counts = counts.plus(reading.counts());
    slices++;
  }

  public Latencies latencies() {
    return latencies;
  }

  public StageSums stages() {
    return stages;
  }

  public Histogram jitter() {
    return jitter;
  }

  /** How late the control process was in these slices. */
  public Histogram control() {
    return control;
  }

  public InformationAge age() {
    return age;
  }

  public Counts counts() {
    return counts;
  }

  public int slices() {
    return slices;
  }
}
