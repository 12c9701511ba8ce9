/** Upwind first derivatives along one axis: first order, ENO2, ENO3, WENO5. */
@NullMarked
package io.github.hjelm.export.hjb.upwind;

import org.jspecify.annotations.NullMarked;
