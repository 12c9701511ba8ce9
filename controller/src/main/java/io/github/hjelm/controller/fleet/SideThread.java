package io.github.hjelm.controller.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** What takes long happens here, one thing after the other, so that no cycle waits for it. */
final class SideThread implements AutoCloseable {

  private static final long CLOSE_WAIT_S = 30;

  private final ExecutorService thread;

  SideThread(String name) {
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Something that may be refused. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Does it soon; what it throws is what the stage fails with. */
  @SuppressWarnings("FutureReturnValueIgnored") // the stage says how it ended
  CompletionStage<Void> run(Step step) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      thread.submit(
          () -> {
            try {
              step.run();
              done.complete(null);
            } catch (Exception | Error e) {
              // Whoever waits for this is told, whatever it is.
              done.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(new FleetRefusal("the controller is ending", e));
    }
    return done;
  }

  /** Waits for somebody else's work; its own refusal comes out as it is. */
  static <T> void await(CompletionStage<T> stage) throws Exception {
    try {
      stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The same where nothing can be refused. */
  static void join(CompletionStage<Void> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the loop failed between two cycles", e);
    }
  }

  /** Lets what is under way end. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_WAIT_S, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
