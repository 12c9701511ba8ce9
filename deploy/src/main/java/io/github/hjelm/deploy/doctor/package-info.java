/** What a machine can do for a controller, and how to mend what it cannot. */
@NullMarked
package io.github.hjelm.deploy.doctor;

import org.jspecify.annotations.NullMarked;
