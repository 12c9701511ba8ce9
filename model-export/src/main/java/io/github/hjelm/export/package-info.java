/** Offline work: equations solved, policies trained and exported. */
@NullMarked
package io.github.hjelm.export;

import org.jspecify.annotations.NullMarked;
