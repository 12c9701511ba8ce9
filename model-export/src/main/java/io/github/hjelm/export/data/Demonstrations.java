package io.github.hjelm.export.data;

import java.util.List;

/**
 * Episodes that were made, and how it went.
 *
 * @param attempts how many were begun
 * @param failed how many of them did not succeed and are not among the episodes
 * @param recoveries how many episodes begin where a robot was pushed
 * @param modes per way to succeed, how many episodes took it
 */
public record Demonstrations(
    Episodes episodes, int attempts, int failed, int recoveries, List<Integer> modes) {

  public Demonstrations {
    modes = List.copyOf(modes);
  }
}
