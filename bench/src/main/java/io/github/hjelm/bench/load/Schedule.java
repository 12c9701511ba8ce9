package io.github.hjelm.bench.load;

import java.util.Arrays;

/** Due times of a slice, in ascending order, and whose observation each is. */
public final class Schedule {

  private final long[] offsetNs;
  private final int[] robot;

  private Schedule(long[] offsetNs, int[] robot) {
    this.offsetNs = offsetNs;
    this.robot = robot;
  }

  /** How many observations are due. */
  public int size() {
    return offsetNs.length;
  }

  /** When, in ns after the slice's beginning. */
  public long offsetNs(int i) {
    return offsetNs[i];
  }

  /** Whose, counted from the slice's first robot. */
  public int robot(int i) {
    return robot[i];
  }

  /** Collects due times in ascending order. */
  static final class Builder {
    private long[] offsetNs = new long[1_024];
    private int[] robot = new int[1_024];
    private int size;

    void add(long atNs, int whose) {
      if (size == offsetNs.length) {
        offsetNs = Arrays.copyOf(offsetNs, 2 * size);
        robot = Arrays.copyOf(robot, 2 * size);
      }
      offsetNs[size] = atNs;
      robot[size++] = whose;
    }

    Schedule build() {
      return new Schedule(Arrays.copyOf(offsetNs, size), Arrays.copyOf(robot, size));
    }
  }
}
