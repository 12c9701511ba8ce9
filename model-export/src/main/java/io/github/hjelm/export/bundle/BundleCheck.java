package io.github.hjelm.export.bundle;

import java.util.OptionalDouble;
import java.util.SortedSet;

/**
 * How a bundle stood the comparison before it was given its name; normalised units, largest over
 * all signatures and golden inputs.
 *
 * @param trained between what was read back from the disk and the graph it came from
 * @param plain between that graph and plain Java in double precision, unless it was skipped
 * @param missing the operations for which it was skipped
 */
public record BundleCheck(double trained, OptionalDouble plain, SortedSet<String> missing) {

  /** For a report. */
  public String sentence() {
    String second =
        plain.isPresent()
            ? "%.2g from plain Java in double precision".formatted(plain.getAsDouble())
            : "the check in double precision was SKIPPED, for it does not know "
                + String.join(", ", missing);
    return "read back, it answers %.2g from the graph it came from; %s".formatted(trained, second);
  }
}
