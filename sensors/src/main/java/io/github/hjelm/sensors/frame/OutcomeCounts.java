package io.github.hjelm.sensors.frame;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One counter per constant of an enum: written by the path, read by whoever shows it. Allocates
 * once.
 */
@SuppressWarnings("EnumOrdinal") // an index that lives and dies inside this object
public final class OutcomeCounts<E extends Enum<E>> {

  private final E[] outcomes;
  private final AtomicLongArray counts;

  public OutcomeCounts(Class<E> type) {
    this.outcomes = type.getEnumConstants();
    this.counts = new AtomicLongArray(outcomes.length);
  }

  /** Counts one more; safe from any thread. */
  public void add(E outcome) {
    counts.getAndIncrement(outcome.ordinal());
  }

  public long of(E outcome) {
    return counts.get(outcome.ordinal());
  }

  public long total() {
    long total = 0;
    for (int i = 0; i < outcomes.length; i++) {
      total += counts.get(i);
    }
    return total;
  }

  /** The outcomes that happened, as {@code NAME=count} in order of declaration. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (E outcome : outcomes) {
      if (of(outcome) > 0) {
        text.append(text.isEmpty() ? "" : " ")
            .append(outcome.name())
            .append('=')
            .append(of(outcome));
      }
    }
    return text.toString();
  }
}
