package io.github.hjelm.sensors.specimen.second;

import io.github.hjelm.sensors.specimen.first.First;
import java.util.List;

public record Second(List<First> firsts) {}
