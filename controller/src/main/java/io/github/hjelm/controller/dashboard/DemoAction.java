package io.github.hjelm.controller.dashboard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a visitor of a demonstration may do to the robot. */
public enum DemoAction {
  /** Push with the largest disturbance that the certificate covers. */
  PUSH('P'),
  /** Push harder than that. */
  SHOVE('S'),
  /** Take a sensor away for a while. */
  BLIND('B'),
  /** Take the policy away for a while. */
  KILL('K'),
  /** Clear a latched stop. */
  CLEAR('C');

  private final char key;

  DemoAction(char key) {
    this.key = key;
  }

  /** The key on the keyboard. */
  public char key() {
    return key;
  }

  /** The word in paths and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of that word, or null. */
  public static @Nullable DemoAction ofWord(String word) {
    for (DemoAction action : values()) {
      if (action.word().equals(word)) {
        return action;
      }
    }
    return null;
  }
}
