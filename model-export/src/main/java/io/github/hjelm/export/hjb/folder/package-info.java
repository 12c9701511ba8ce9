/** Solutions on disk: {@code value.npy} beside {@code value.json}. */
@NullMarked
package io.github.hjelm.export.hjb.folder;

import org.jspecify.annotations.NullMarked;
