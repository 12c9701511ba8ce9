package io.github.hjelm.controller.safety;

/**
 * What a filter may rely on.
 *
 * @param value V_c, at least the margin wherever the robot may be
 * @param clearance l, checked half-way through each hold and at its end; the certificate was
 *     computed with the same check, so that at its nodes an action passes (theory 03.3)
 * @param backup the action kept for each state
 */
public record Certificate(ValueField value, ClearanceField clearance, BackupActions backup) {

  /** A value that serves as its own clearance: it is never above it. */
  public static Certificate of(ValueField value) {
    return new Certificate(value, value, BackupActions.none());
  }
}
