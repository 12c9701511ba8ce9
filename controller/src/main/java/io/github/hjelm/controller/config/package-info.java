/** The configuration file of a controller: what can be set, its defaults, and its refusals. */
@NullMarked
package io.github.hjelm.controller.config;

import org.jspecify.annotations.NullMarked;
