package io.github.hjelm.bench.load;

/**
 * A stretch of a run in which one stack had the machine.
 *
 * @param beginNs when its first observation was due
 * @param endNs when it was over
 * @param first sequence of its first observation
 * @param end one more than the sequence of its last
 * @param target how many observations were due
 */
public record Slice(long beginNs, long endNs, long first, long end, int target) {

  /** How many were sent. */
  public int sent() {
    return (int) (end - first);
  }
}
