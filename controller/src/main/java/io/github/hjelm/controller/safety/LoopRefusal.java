package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.TableRefusal;
import java.io.Serial;

/** Why a certificate does not cover a loop, though each of them may be right by itself. */
public final class LoopRefusal extends TableRefusal {

  @Serial private static final long serialVersionUID = 1L;

  /** What of the loop is not covered. */
  public enum Subject {
    /** There is no certificate, and nobody asked to go without. */
    NO_CERTIFICATE,
    /** A control is held for too long. */
    PERIOD,
    /** States may be too old. */
    AGE
  }

  private final Subject subject;

  LoopRefusal(Subject subject, String sentence) {
    super(sentence);
    this.subject = subject;
  }

  public Subject subject() {
    return subject;
  }

  /** The same of a bundle that is named. */
  LoopRefusal of(Object bundle) {
    return new LoopRefusal(subject, bundle + ": " + getMessage());
  }
}
