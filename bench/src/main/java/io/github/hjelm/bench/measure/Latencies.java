package io.github.hjelm.bench.measure;

import org.HdrHistogram.Histogram;

/** The three series that are always shown together, in ns. */
public final class Latencies {

  static final long HIGHEST_NS = 10_000_000_000L;

  private static final int DIGITS = 3;

  private final Histogram service = histogram();
  private final Histogram response = histogram();
  private final Histogram publish = histogram();

  /** One that holds latencies up to ten seconds with three digits. */
  public static Histogram histogram() {
    return new Histogram(HIGHEST_NS, DIGITS);
  }

  void add(long dueNs, long sentNs, long receivedNs) {
    record(service, receivedNs - sentNs);
    record(response, receivedNs - dueNs);
  }

  void addPublish(long delayNs) {
    record(publish, delayNs);
  }

  void add(Latencies more) {
    service.add(more.service);
    response.add(more.response);
    publish.add(more.publish);
  }

  static void record(Histogram into, long ns) {
    into.recordValue(Math.min(Math.max(ns, 0), HIGHEST_NS));
  }

  /** From sent to received: what the stack and the broker take. */
  public Histogram service() {
    return service;
  }

  /** From due to received: what the robot feels. */
  public Histogram response() {
    return response;
  }

  /** From due to sent: how late the bench itself was. */
  public Histogram publish() {
    return publish;
  }
}
