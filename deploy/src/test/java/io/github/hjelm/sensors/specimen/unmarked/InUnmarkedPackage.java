package io.github.hjelm.sensors.specimen.unmarked;

public record InUnmarkedPackage(int number) {}
