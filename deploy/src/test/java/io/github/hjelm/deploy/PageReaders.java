package io.github.hjelm.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pages of a dashboard that draw nothing and so take whatever they can get, in a process of their
 * own. It is told on standard input how many pages there are to be ({@code open N}), or asked what
 * they were told since it was asked last ({@code count}), and answers with one line.
 */
final class PageReaders {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI stream;
  private final Deque<WebSocket> pages = new ArrayDeque<>();
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private PageReaders(URI stream) {
    this.stream = stream;
  }

  /** The address of the stream: {@code ws://127.0.0.1:PORT/stream}. */
  public static void main(String[] arguments) throws IOException {
    PageReaders readers = new PageReaders(URI.create(arguments[0]));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      if (line.equals("count")) {
        System.out.println(readers.ticks.getAndSet(0) + " " + readers.bytes.getAndSet(0));
      } else {
        readers.open(Integer.parseInt(line.substring("open ".length())));
        System.out.println("ok");
      }
    }
  }

  private void open(int wanted) {
    while (pages.size() < wanted) {
      pages.push(client.newWebSocketBuilder().buildAsync(stream, new Page()).join());
    }
    while (pages.size() > wanted) {
      pages.pop().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  /** One of them. */
  private final class Page implements WebSocket.Listener {

    private static final String TICK = "{\"k\":\"tick\"";

    private final StringBuilder message = new StringBuilder();
    private CompletableFuture<WebSocket> said = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        bytes.addAndGet(message.length());
        if (message.length() > TICK.length()
            && TICK.contentEquals(message.subSequence(0, TICK.length()))) {
          ticks.incrementAndGet();
          said = said.thenCompose(before -> socket.sendText("+", true));
        }
        message.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
