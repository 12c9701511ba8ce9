package io.github.hjelm.bench.policies;

/** One method on one task from one seed. */
public record Cell(String task, String method, long seed) {

  @Override
  public String toString() {
    return task + ", " + method + ", seed " + seed;
  }
}
