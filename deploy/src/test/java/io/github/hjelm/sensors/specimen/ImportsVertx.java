package io.github.hjelm.sensors.specimen;

import io.vertx.core.Context;

public record ImportsVertx(Context context) {}
