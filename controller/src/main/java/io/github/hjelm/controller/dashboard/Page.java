package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.dashboard.EventLog.Event;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.Locale;

/**
 * One open page. It is sent a tick only when it has drawn those before: whoever is slow, hidden or
 * far away sees fewer pictures, and nothing queues. Dashboard thread.
 */
final class Page {

  /** Ticks on their way at once, so that the way there and back costs no picture. */
  private static final int CREDITS = 2;

  private static final int EVENTS_AT_ONCE = 32;

  private final ServerWebSocket socket;
  private final PageCursor cursor;
  private int credits = CREDITS;

  Page(ServerWebSocket socket, int stages) {
    this.socket = socket;
    cursor = new PageCursor(stages);
    // Whatever the page sends means: one tick was drawn.
    socket.textMessageHandler(text -> credits = Math.min(CREDITS, credits + 1));
  }

  /** Tells it anew what robot this is; what it knew is void. */
  void greet(String hello) {
    cursor.restart();
    send(hello);
  }

  /** Tells it what is new, if it can take it; true when it did. */
  boolean tell(TickJson ticks, EventLog events, String slice, long sliceNumber) {
    if (credits == 0 || socket.isClosed() || socket.writeQueueFull()) {
      return false;
    }
    credits--;
    tellEvents(events);
    if (sliceNumber > cursor.slice) {
      send(slice);
      cursor.slice = sliceNumber;
    }
    send(ticks.next(cursor));
    return true;
  }

  private void tellEvents(EventLog events) {
    long count = events.count();
    cursor.events = Math.max(cursor.events, count - EventLog.KEPT);
    for (int sent = 0; sent < EVENTS_AT_ONCE && cursor.events < count; sent++) {
      Event event = events.at(cursor.events);
      if (event != null) {
        send(json(event));
      } else if (cursor.events > count - EventLog.KEPT / 2) {
        // Still being added.
        return;
      }
      cursor.events++;
    }
  }

  private static String json(Event event) {
    return PageJson.message(
        "event",
        json -> {
          json.writeNumberField("n", event.number());
          json.writeNumberField("ms", event.epochMillis());
          json.writeStringField("level", event.level().name().toLowerCase(Locale.ROOT));
          json.writeStringField("name", event.name());
          json.writeStringField("text", event.text());
        });
  }

  private void send(String text) {
    // A page may be gone before its close handler was told.
    if (!socket.isClosed()) {
      socket.writeTextMessage(text);
    }
  }

  Future<Void> close() {
    return socket.close();
  }
}
