package io.github.hjelm.sensors.sim;

/** Which keys an operator holds down now; read on any thread. */
@FunctionalInterface
public interface HeldKeys {

  boolean holds(char key);
}
