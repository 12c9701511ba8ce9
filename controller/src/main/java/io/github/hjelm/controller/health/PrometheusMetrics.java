package io.github.hjelm.controller.health;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All metrics of this process as the text that Prometheus asks for. Any thread but a loop's. */
public final class PrometheusMetrics implements AutoCloseable {

  /** What {@link #text} is. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public PrometheusMetrics(FleetHealth fleet) {
    fleet.bindTo(registry);
    registry.getPrometheusRegistry().register(new DurationCollector(fleet));
    // A late cycle is as likely a collection's fault as the loop's.
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
  }

  public String text() {
    return registry.scrape(CONTENT_TYPE);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
