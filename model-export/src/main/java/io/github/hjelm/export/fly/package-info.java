/** Tasks flown over the wire: their robots, how they fare, and what ranks their candidates. */
@NullMarked
package io.github.hjelm.export.fly;

import org.jspecify.annotations.NullMarked;
