package io.github.hjelm.bench.link;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** A thread that answers one message after the other until its socket is closed. */
final class ResponderThread {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Answers one message. */
  interface Answer {
    void answer() throws IOException;
  }

  private final Thread thread;
  private volatile boolean ended;

  ResponderThread(String name, Answer answer) {
    thread =
        new Thread(
            () -> {
              try {
                while (!ended) {
                  answer.answer();
                }
              } catch (IOException e) {
                ended = true; // its socket was closed
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  void end() {
    ended = true;
  }

  long allocatedBytes() {
    return THREADS.getThreadAllocatedBytes(thread.getId());
  }

  /** What all living threads of that name have allocated. */
  static long allocatedByThreads(String partOfName) {
    long sum = 0;
    for (Thread candidate : Thread.getAllStackTraces().keySet()) {
      if (candidate.getName().contains(partOfName)) {
        sum += Math.max(0, THREADS.getThreadAllocatedBytes(candidate.getId()));
      }
    }
    return sum;
  }
}
