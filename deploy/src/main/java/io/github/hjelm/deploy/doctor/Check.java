package io.github.hjelm.deploy.doctor;

/** Looks at one thing of a machine; never throws for what it may find there. */
@FunctionalInterface
public interface Check {

  Finding look(Host host);
}
