package io.github.hjelm.sensors.yaml;

import java.util.Collection;
import java.util.Optional;

/** What somebody most likely meant to type. */
public final class Spelling {

  /** Longer words are not compared: a name of this length is no typing error of a short one. */
  private static final int MAX_LENGTH = 64;

  private Spelling() {}

  /** The known word nearest to the one typed, if any is near enough to be worth proposing. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    // One wrong letter in three, at least one, and never all of them.
    int mistakes = Math.max(1, Math.min(typed.length(), MAX_LENGTH) / 3);
    int nearestDistance = Math.min(1 + mistakes, typed.length());
    String nearest = null;
    for (String candidate : known) {
      int distance = distance(typed, candidate);
      if (distance < nearestDistance) {
        nearestDistance = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The end of a sentence that refuses a word: the likely correction, or all that is known. */
  public static String advice(String typed, Collection<String> known) {
    return nearest(typed, known)
        .map(word -> "did you mean '" + word + "'?")
        .orElseGet(
            () -> known.isEmpty() ? "there are none" : "known are " + String.join(", ", known));
  }

  /** Optimal string alignment distance: insert, delete, replace, or swap two neighbours. */
  private static int distance(String a, String b) {
    if (a.length() > MAX_LENGTH || b.length() > MAX_LENGTH) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && same(a.charAt(i - 1), b.charAt(j - 2))
            && same(a.charAt(i - 2), b.charAt(j - 1))) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean same(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
