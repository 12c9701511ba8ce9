package io.github.hjelm.sensors.specimen;

public record SpecimenManager(int number) {}
