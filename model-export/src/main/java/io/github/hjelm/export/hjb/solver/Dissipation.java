package io.github.hjelm.export.hjb.solver;

/** How much the Lax-Friedrichs scheme smooths: what α_i bounds |∂H/∂p_i| over (theory 01.9). */
public enum Dissipation {
  /** All nodes and all gradients. */
  GLOBAL,
  /** All gradients, at the node. */
  LOCAL,
  /** The gradients between the node's own p⁻ and p⁺: the least, and not proven monotone. */
  LOCAL_LOCAL
}
