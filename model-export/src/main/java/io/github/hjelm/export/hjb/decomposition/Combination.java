package io.github.hjelm.export.hjb.decomposition;

/** How the clearance, and with it the value, is put together from those of the parts. */
public enum Combination {
  /** Any part alone can fail: l = min lᵢ (theory 04.3). */
  MIN,
  /** Only all parts together fail: l = max lᵢ (theory 04.5). */
  MAX;

  /** As in tables. */
  public String written() {
    return this == MIN ? "min" : "max";
  }

  double of(double first, double second) {
    return this == MIN ? Math.min(first, second) : Math.max(first, second);
  }

  /** What a table's word means. */
  static Combination named(String written) {
    for (Combination combination : values()) {
      if (combination.written().equals(written)) {
        return combination;
      }
    }
    throw new IllegalArgumentException("there is no combination '" + written + "'");
  }
}
