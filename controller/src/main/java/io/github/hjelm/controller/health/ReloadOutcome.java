package io.github.hjelm.controller.health;

/** What became of a bundle that was to replace the one that flies. */
public enum ReloadOutcome {
  /** It was refused before it flew. */
  REFUSED,
  /** It is the one that flies. */
  UNCHANGED,
  /** It flies, and its first second was no worse than the second before. */
  KEPT,
  /** Its first second was worse, or it had nothing to say: the one before flies again. */
  ROLLED_BACK,
  /** The robot was sent away before a second was over. */
  ABANDONED
}
