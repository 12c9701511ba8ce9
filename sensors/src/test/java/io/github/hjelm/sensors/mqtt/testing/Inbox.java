package io.github.hjelm.sensors.mqtt.testing;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what a link delivers until a test asks for it. */
public final class Inbox implements MessageListener {

  private static final long PATIENCE_MS = 10_000;

  private final LinkedBlockingQueue<Mail> mails = new LinkedBlockingQueue<>();

  /** One message, copied. */
  public record Mail(String topic, String text, boolean retained, long receivedNs) {}

  @Override
  public void onMessage(MessageView message) {
    byte[] payload = new byte[message.length()];
    message.copyTo(payload);
    mails.add(
        new Mail(
            message.topic(),
            new String(payload, StandardCharsets.ISO_8859_1),
            message.retained(),
            message.receivedNs()));
  }

  /** The next message; fails when none comes. */
  public Mail next() throws InterruptedException {
    Mail mail = mails.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    assertNotNull(mail, "no message came");
    return mail;
  }

  /** The next message if one comes within this time. */
  public @Nullable Mail nextWithin(long millis) throws InterruptedException {
    return mails.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Fails when a message is there. */
  public void assertEmpty() {
    assertNull(mails.peek());
  }
}
