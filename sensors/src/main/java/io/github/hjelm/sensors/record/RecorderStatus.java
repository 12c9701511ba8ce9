package io.github.hjelm.sensors.record;

/**
 * A recorder at one moment; {@code received = recorded + dropped}.
 *
 * @param received messages that came in
 * @param recorded messages on their way to the file
 * @param dropped messages that found the ring full, the payload too large or the file broken
 * @param bytesWritten bytes handed to the operating system
 * @param problem why nothing is written any more, or empty
 */
public record RecorderStatus(
    long received, long recorded, long dropped, long bytesWritten, String problem) {}
