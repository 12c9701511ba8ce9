/** Episodes of demonstrations: in memory, in Parquet files, and cut into chunks for training. */
@NullMarked
package io.github.hjelm.export.data;

import org.jspecify.annotations.NullMarked;
