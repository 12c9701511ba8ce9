/** Ways to learn and to draw chunks of actions: one class each. */
@NullMarked
package io.github.hjelm.export.policy;

import org.jspecify.annotations.NullMarked;
