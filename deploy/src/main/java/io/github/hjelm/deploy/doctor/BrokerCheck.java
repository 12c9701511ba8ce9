package io.github.hjelm.deploy.doctor;

import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.paho.PahoMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether an MQTT broker admits us: a real connection, made as a controller makes it.
 *
 * @param settings of the broker to try
 * @param named whether the user named it; a broker nobody named may well be absent
 */
record BrokerCheck(MqttSettings settings, boolean named, MonotonicClock clock) implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String NAME = "Broker";

  @Override
  public Finding look(Host host) {
    String address = settings.broker().toString();
    long startNs = clock.nanoTime();
    try (MqttLink link = new PahoMqttLink(settings.withConnectTimeout(PATIENCE), clock)) {
      link.connect().toCompletableFuture().get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
      long tookMs = (clock.nanoTime() - startNs) / 1_000_000;
      return Finding.ok(NAME, address + " admits us, in " + tookMs + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return absent(address, cause);
    } catch (TimeoutException e) {
      return absent(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return absent(address, e);
    }
  }

  private Finding absent(String address, Throwable cause) {
    if (named) {
      String sentence = cause.getMessage() == null ? "no answer" : cause.getMessage();
      return Finding.failed(
          NAME,
          "cannot use " + address,
          cause instanceof MqttRefusal ? sentence : sentence + "; check that the broker runs.");
    }
    return Finding.note(
        NAME,
        "none at " + address + "; demo and tests bring their own",
        "To try yours: ./hjelm doctor --broker tcp://HOST:1883");
  }
}
