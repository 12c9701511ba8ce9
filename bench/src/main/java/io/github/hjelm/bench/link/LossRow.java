package io.github.hjelm.bench.link;

/**
 * What the loss of the broker does to one transport.
 *
 * @param transport its name
 * @param longestPublishMs the longest call of {@code publish}, before, during and after
 * @param longestGapMs the longest time the event loop did not tick while the broker was lost and
 *     came back
 * @param longestGapBeforeMs the same for as long a time before: what this machine does anyway
 * @param backAfterMs from the broker's port being open again to the link being connected
 * @param dropped messages dropped and counted meanwhile
 */
public record LossRow(
    String transport,
    double longestPublishMs,
    double longestGapMs,
    double longestGapBeforeMs,
    double backAfterMs,
    long dropped) {}
