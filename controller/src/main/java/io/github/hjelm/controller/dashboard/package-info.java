/**
 * The page in the browser: what it shows travels as numbers in JSON, and no loop ever waits for it.
 */
@NullMarked
package io.github.hjelm.controller.dashboard;

import org.jspecify.annotations.NullMarked;
