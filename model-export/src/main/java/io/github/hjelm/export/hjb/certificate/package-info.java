/** The sampled-data certificate: a value that vouches for controls held over a period. */
@NullMarked
package io.github.hjelm.export.hjb.certificate;

import org.jspecify.annotations.NullMarked;
