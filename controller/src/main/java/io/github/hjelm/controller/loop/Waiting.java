package io.github.hjelm.controller.loop;

/** Why a loop has no cycle to make, although it runs. */
public enum Waiting {
  /** The robot has not said that it is there, or not all that its commands depend on. */
  FOR_ROBOT,
  /** Another controller drives it. */
  FOR_OTHER_CONTROLLER
}
