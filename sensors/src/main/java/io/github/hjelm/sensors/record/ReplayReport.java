package io.github.hjelm.sensors.record;

/**
 * What a replay has done so far; every message of the recording is in exactly one of the four
 * counts.
 *
 * @param published taken by the link
 * @param otherTopics not asked for
 * @param commands withheld, because commands were not allowed
 * @param undeliverable refused by the link
 * @param droppedByRecorder messages that the recording itself lacks
 * @param ending how the recording ends
 */
public record ReplayReport(
    long published,
    long otherTopics,
    long commands,
    long undeliverable,
    long droppedByRecorder,
    RecordingEnding ending) {}
