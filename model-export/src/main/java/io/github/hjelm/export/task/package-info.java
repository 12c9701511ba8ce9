/** What a policy is trained for: one task a file, and everything that depends on the task alone. */
@NullMarked
package io.github.hjelm.export.task;

import org.jspecify.annotations.NullMarked;
