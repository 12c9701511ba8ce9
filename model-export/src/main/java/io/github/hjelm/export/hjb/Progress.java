package io.github.hjelm.export.hjb;

/** Is told how far a solver has come; called at most a few times a second. */
@FunctionalInterface
public interface Progress {

  /**
   * Says how far it is.
   *
   * @param done the share that is done, 0 to 1, or NaN when nobody can tell
   * @param what in a few words, such as {@code "step 120, t = 1.4 s, change 3e-4"}
   */
  void report(double done, String what);

  /** For whoever does not want to know. */
  static Progress none() {
    return (done, what) -> {};
  }
}
