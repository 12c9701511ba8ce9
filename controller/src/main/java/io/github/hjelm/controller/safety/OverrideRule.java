package io.github.hjelm.controller.safety;

/** Which certified control replaces a wish that cannot be certified. */
public enum OverrideRule {
  /** The one that leaves most: large corrections, in few cycles, well away from the boundary. */
  STRONGEST,
  /** The nearest to the wish that is found: small corrections, in many cycles. */
  NEAREST
}
