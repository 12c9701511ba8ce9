package io.github.hjelm.bench.measure;

import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.load.Ledger;
import org.HdrHistogram.Histogram;

/**
 * Where a command's time went: late sending, the stack's own stages, and what remains, which is two
 * hops through the broker.
 */
public final class StageSums {

  private static final Stage[] STAGES = Stage.values();

  private final double[] sumNs = new double[STAGES.length];
  private final Histogram[] each = new Histogram[STAGES.length];
  private final Histogram transport = Latencies.histogram();
  private double publishNs;
  private double transportNs;
  private long commands;
  private long overclaimed;

  StageSums() {
    for (int i = 0; i < each.length; i++) {
      each[i] = Latencies.histogram();
    }
  }

  /** Adds an answered observation; one without a trailer says nothing about stages. */
  void add(Ledger ledger, long number) {
    if (ledger.stageNs(number, Stage.DECODE) < 0) {
      return;
    }
    long inStack = 0;
    for (Stage stage : STAGES) {
      int ns = ledger.stageNs(number, stage);
      sumNs[stage.place()] += ns;
      each[stage.place()].recordValue(Math.min(ns, Latencies.HIGHEST_NS));
      inStack += ns;
    }
    long service = ledger.receivedNs(number) - ledger.sentNs(number);
    commands++;
    publishNs += ledger.sentNs(number) - ledger.dueNs(number);
    transportNs += service - inStack;
    transport.recordValue(Math.min(Math.max(service - inStack, 0), Latencies.HIGHEST_NS));
    // The write is the previous command's, and may have taken longer than all of this one.
    if (inStack - ledger.stageNs(number, Stage.WRITE) > service) {
      overclaimed++;
    }
  }

  void add(StageSums more) {
    for (int i = 0; i < sumNs.length; i++) {
      sumNs[i] += more.sumNs[i];
      each[i].add(more.each[i]);
    }
    transport.add(more.transport);
    publishNs += more.publishNs;
    transportNs += more.transportNs;
    commands += more.commands;
    overclaimed += more.overclaimed;
  }

  /** How many commands bore a trailer. */
  public long commands() {
    return commands;
  }

  /** Share of them that claim more time than passed between their sending and their arrival. */
  public double overclaimed() {
    return (double) overclaimed / commands;
  }

  public double meanUs(Stage stage) {
    return sumNs[stage.place()] / commands / 1e3;
  }

  public double medianUs(Stage stage) {
    return each[stage.place()].getValueAtPercentile(50) / 1e3;
  }

  /** From due to sent. */
  public double publishMeanUs() {
    return publishNs / commands / 1e3;
  }

  /** Both hops through the broker. */
  public double transportMeanUs() {
    return transportNs / commands / 1e3;
  }

  public double transportMedianUs() {
    return transport.getValueAtPercentile(50) / 1e3;
  }

  /** What the table adds up to. */
  public double sumUs() {
    double sum = publishMeanUs() + transportMeanUs();
    for (Stage stage : STAGES) {
      sum += meanUs(stage);
    }
    return sum;
  }

  /**
   * By how much the sum misses the total that was measured without it, as a share of that total.
   */
  public double residual(Latencies latencies) {
    double totalUs = latencies.response().getMean() / 1e3;
    return Math.abs(sumUs() - totalUs) / totalUs;
  }
}
