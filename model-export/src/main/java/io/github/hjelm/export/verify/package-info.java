/** What an export promises, put to the test: closed-loop scenarios and their statistics. */
@NullMarked
package io.github.hjelm.export.verify;

import org.jspecify.annotations.NullMarked;
