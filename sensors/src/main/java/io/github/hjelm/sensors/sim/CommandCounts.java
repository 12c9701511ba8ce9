package io.github.hjelm.sensors.sim;

/**
 * What became of all commands; {@code received = refused + applied + superseded + lapsed +
 * waiting}.
 *
 * @param received messages on the command topic
 * @param refused by the guard, under one of its reasons each
 * @param applied accepted and given to the motors
 * @param superseded accepted, and replaced by a newer one before the next control period
 * @param lapsed accepted, and too old by the next control period
 * @param waiting accepted since the last control period, 0 or 1
 * @param deadmanTrips how often commands fell silent
 * @param correctedFallbacks fallback values outside the motors' bounds
 */
public record CommandCounts(
    long received,
    long refused,
    long applied,
    long superseded,
    long lapsed,
    long waiting,
    long deadmanTrips,
    long correctedFallbacks) {}
