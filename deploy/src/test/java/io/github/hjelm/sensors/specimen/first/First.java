package io.github.hjelm.sensors.specimen.first;

import io.github.hjelm.sensors.specimen.second.Second;

public record First(Second second) {}
