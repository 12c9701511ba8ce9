package io.github.hjelm.bench.measure;

/**
 * How often threads have left a processor.
 *
 * @param voluntary because they waited for something
 * @param involuntary because somebody else was to run
 */
public record ContextSwitches(long voluntary, long involuntary) {

  public static final ContextSwitches NONE = new ContextSwitches(0, 0);

  /** The sum of both. */
  public ContextSwitches plus(ContextSwitches more) {
    return new ContextSwitches(voluntary + more.voluntary, involuntary + more.involuntary);
  }

  /** What was added since; all of it when the count has begun anew meanwhile. */
  ContextSwitches since(ContextSwitches before) {
    return voluntary < before.voluntary || involuntary < before.involuntary
        ? this
        : new ContextSwitches(voluntary - before.voluntary, involuntary - before.involuntary);
  }
}
