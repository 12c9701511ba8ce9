package io.github.hjelm.controller.loop;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;
import java.lang.management.ManagementFactory;

/**
 * How many bytes a cycle allocates, and beside it what sending its command does: the MQTT client's
 * own. One cycle in {@value #EVERY} is looked at, since looking costs half a microsecond.
 */
public final class AllocationMeter implements CycleWatcher, CommandSink {

  private static final int EVERY = 16;

  /** Classes are loaded and code is compiled in the first cycles. */
  private static final int WARM = 16;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final CommandSink sink;
  private int untilNext;
  private int cold = WARM;
  private boolean measuring;
  private long mark;
  private volatile long measured;
  private volatile long cycleBytes;
  private volatile long sendBytes;

  /**
   * @param sink where commands go on to
   */
  public AllocationMeter(CommandSink sink) {
    this.sink = sink;
  }

  @Override
  @HotPath
  public void begins() {
    measuring = --untilNext < 0;
    if (measuring) {
      untilNext = EVERY - 1;
      mark = THREADS.getCurrentThreadAllocatedBytes();
    }
  }

  @Override
  @HotPath
  public void pauses() {
    if (measuring) {
      mark -= THREADS.getCurrentThreadAllocatedBytes();
    }
  }

  @Override
  @HotPath
  public void goesOn() {
    if (measuring) {
      mark += THREADS.getCurrentThreadAllocatedBytes();
    }
  }

  @Override
  @HotPath
  public void send(SafeCommand command, Observation answered, long nowNs) {
    if (!measuring) {
      sink.send(command, answered, nowNs);
      return;
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    sink.send(command, answered, nowNs);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    if (cold > 0) {
      cold--;
      return;
    }
    // One thread writes; readers only need to see whole numbers.
    long cycle = cycleBytes + before - mark;
    long send = sendBytes + after - before;
    long count = measured + 1;
    cycleBytes = cycle;
    sendBytes = send;
    measured = count;
  }

  @Override
  @HotPath
  public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
    measuring = false;
  }

  @Override
  public void failed(Throwable fault) {
    // What a fault allocates is counted like everything else.
  }

  /** Mean bytes of a cycle without its sending; NaN before the first was measured. */
  public double bytesPerCycle() {
    return measured == 0 ? Double.NaN : (double) cycleBytes / measured;
  }

  /** Mean bytes of sending a command. */
  public double bytesPerSend() {
    return measured == 0 ? Double.NaN : (double) sendBytes / measured;
  }
}
