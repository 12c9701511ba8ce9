package io.github.hjelm.bench.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** How late the control was at each of its due times, in their order. */
public final class Lateness {

  private long[] dueNs = new long[4_096];
  private long[] lateNs = new long[4_096];
  private int size;

  /** Appends; due times ascend. */
  public void add(long due, long late) {
    if (size == dueNs.length) {
      dueNs = Arrays.copyOf(dueNs, 2 * size);
      lateNs = Arrays.copyOf(lateNs, 2 * size);
    }
    dueNs[size] = due;
    lateNs[size++] = late;
  }

  public void addAll(Lateness more) {
    for (int i = 0; i < more.size; i++) {
      add(more.dueNs[i], more.lateNs[i]);
    }
  }

  public int size() {
    return size;
  }

  /**
   * The largest lateness of what was due in [fromNs, toNs), in ns; -1 when nothing was: then nobody
   * knows.
   */
  public long largestNs(long fromNs, long toNs) {
    long largest = -1;
    for (int i = firstAt(fromNs); i < size && dueNs[i] - toNs < 0; i++) {
      largest = Math.max(largest, lateNs[i]);
    }
    return largest;
  }

  /** Adds what was due in [fromNs, toNs) to a histogram. */
  public void record(long fromNs, long toNs, Histogram into) {
    for (int i = firstAt(fromNs); i < size && dueNs[i] - toNs < 0; i++) {
      into.recordValue(Math.min(Math.max(lateNs[i], 0), into.getHighestTrackableValue()));
    }
  }

  private int firstAt(long ns) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (dueNs[middle] - ns < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(dueNs[i]);
      out.writeLong(lateNs[i]);
    }
  }

  static Lateness read(DataInputStream in) throws IOException {
    Lateness read = new Lateness();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      read.add(in.readLong(), in.readLong());
    }
    return read;
  }
}
