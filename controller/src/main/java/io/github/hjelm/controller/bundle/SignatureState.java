package io.github.hjelm.controller.bundle;

/** What is known about who made a bundle. */
public enum SignatureState {
  /** Signed by a key that is trusted. */
  VERIFIED("signed by a trusted key"),
  /** Signed, but no keys are configured that could tell by whom. */
  UNCHECKED("signed, and nobody checked by whom: no keys are configured"),
  /** Not signed, and no keys are configured that would ask for it. */
  ABSENT("not signed");

  private final String words;

  SignatureState(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
