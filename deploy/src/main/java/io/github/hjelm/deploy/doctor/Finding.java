package io.github.hjelm.deploy.doctor;

/**
 * One thing a check found.
 *
 * @param name what was looked at
 * @param level how good it is
 * @param whatItIs what was found, with numbers
 * @param howToMend one command or sentence; empty when there is nothing to mend
 */
public record Finding(String name, Level level, String whatItIs, String howToMend) {

  /** How good a finding is, from best to worst. */
  public enum Level {
    OK,
    /** Not needed for everything, or a matter of taste. */
    NOTE,
    /** It works, and worse than it could. */
    WARNING,
    /** It does not work. */
    FAILED
  }

  public Finding {
    if ((level == Level.WARNING || level == Level.FAILED) && howToMend.isBlank()) {
      throw new IllegalArgumentException(name + ": a " + level + " must say how to mend it");
    }
  }

  static Finding ok(String name, String whatItIs) {
    return new Finding(name, Level.OK, whatItIs, "");
  }

  static Finding note(String name, String whatItIs, String howToMend) {
    return new Finding(name, Level.NOTE, whatItIs, howToMend);
  }

  static Finding warning(String name, String whatItIs, String howToMend) {
    return new Finding(name, Level.WARNING, whatItIs, howToMend);
  }

  static Finding failed(String name, String whatItIs, String howToMend) {
    return new Finding(name, Level.FAILED, whatItIs, howToMend);
  }
}
