package io.github.hjelm.sensors.mqtt.session;

import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who listens to what on one link. Written seldom and from any thread, read by the transport's
 * thread.
 */
public final class Subscriptions {

  private record Entry(TopicFilter filter, MessageListener listener) {}

  private final LinkCounters counters;
  private final int maxMessageBytes;
  private volatile Entry[] entries = {};

  public Subscriptions(LinkCounters counters, int maxMessageBytes) {
    this.counters = counters;
    this.maxMessageBytes = maxMessageBytes;
  }

  public synchronized void add(String filter, MessageListener listener) {
    if (filters().contains(filter)) {
      throw new IllegalArgumentException("this link already listens to '" + filter + "'");
    }
    Entry[] grown = Arrays.copyOf(entries, entries.length + 1);
    grown[entries.length] = new Entry(new TopicFilter(filter), listener);
    entries = grown;
  }

  /** Gives one up; false where there is none. */
  public synchronized boolean remove(String filter) {
    Entry[] left =
        Arrays.stream(entries)
            .filter(entry -> !entry.filter.toString().equals(filter))
            .toArray(Entry[]::new);
    boolean removed = left.length < entries.length;
    entries = left;
    return removed;
  }

  /** All filters, to be subscribed again after a reconnection. */
  public List<String> filters() {
    List<String> filters = new ArrayList<>();
    for (Entry entry : entries) {
      filters.add(entry.filter.toString());
    }
    return filters;
  }

  /** Delivers a message to everyone who asked for it; transport thread. */
  public void deliver(MessageView message) {
    if (message.length() > maxMessageBytes) {
      counters.countOversize();
      return;
    }
    if (message.retained() && Topics.isCommand(message.topic())) {
      counters.countRetainedCommand();
      return;
    }
    for (Entry entry : entries) {
      if (entry.filter.matches(message.topic())) {
        deliver(message, entry);
      }
    }
  }

  private void deliver(MessageView message, Entry entry) {
    counters.countReceived();
    try {
      entry.listener.onMessage(message);
    } catch (RuntimeException e) {
      // A listener's defect must not cost the connection: Paho would drop it.
      counters.error(() -> "The listener of '" + entry.filter + "' failed: " + e);
    }
  }
}
