/** What is measured in a run: workloads, and how long each. */
@NullMarked
package io.github.hjelm.bench.profile;

import org.jspecify.annotations.NullMarked;
