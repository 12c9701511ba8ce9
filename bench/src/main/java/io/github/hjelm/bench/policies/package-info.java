/** Policies compared: task × method × seed, held against what few-step policies must reach. */
@NullMarked
package io.github.hjelm.bench.policies;

import org.jspecify.annotations.NullMarked;
