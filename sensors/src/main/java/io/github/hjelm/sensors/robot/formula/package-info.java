/** Formulas that a user writes into a robot's file: read, differentiated, evaluated. */
@NullMarked
package io.github.hjelm.sensors.robot.formula;

import org.jspecify.annotations.NullMarked;
