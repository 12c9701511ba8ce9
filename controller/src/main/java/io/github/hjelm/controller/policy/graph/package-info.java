/** A policy's graph without the library that wrote it: operations, constants and their names. */
@NullMarked
package io.github.hjelm.controller.policy.graph;

import org.jspecify.annotations.NullMarked;
