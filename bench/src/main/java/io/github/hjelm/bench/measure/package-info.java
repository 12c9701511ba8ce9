/**
 * What a slice of a run has shown: latencies, stages, deadlines, the age of information, losses,
 * and what it cost.
 */
@NullMarked
package io.github.hjelm.bench.measure;

import org.jspecify.annotations.NullMarked;
