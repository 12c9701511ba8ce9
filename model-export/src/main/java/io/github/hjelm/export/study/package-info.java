/**
 * From a task to a policy that was measured: demonstrations, teacher, students, attempts, choice.
 */
@NullMarked
package io.github.hjelm.export.study;

import org.jspecify.annotations.NullMarked;
