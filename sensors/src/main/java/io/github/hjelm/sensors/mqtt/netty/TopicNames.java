package io.github.hjelm.sensors.mqtt.netty;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The topics that arrived before, so that one that comes a thousand times a second is made into a
 * string once. One connection's thread.
 *
 * <p>Room is limited, since a broker could send any number of them: whoever finds none takes the
 * place of another.
 */
final class TopicNames {

  /** A power of two. */
  private static final int PLACES = 1024;

  /** Places that a topic may have, one after the other. */
  private static final int NEIGHBOURS = 4;

  private static final byte[] FREE = {};

  private final byte[][] spelled = new byte[PLACES][];
  private final String[] topics = new String[PLACES];

  TopicNames() {
    Arrays.fill(spelled, FREE);
    Arrays.fill(topics, "");
  }

  /** The topic whose UTF-8 stands there. */
  String at(ByteBuf in, int at, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + in.getByte(at + i);
    }
    hash ^= hash >>> 16;
    int taken = hash & (PLACES - 1);
    for (int i = NEIGHBOURS - 1; i >= 0; i--) {
      int place = (hash + i) & (PLACES - 1);
      if (isSpelled(spelled[place], in, at, length)) {
        return topics[place];
      }
      if (spelled[place].length == 0) {
        taken = place;
      }
    }
    byte[] bytes = new byte[length];
    in.getBytes(at, bytes);
    spelled[taken] = bytes;
    topics[taken] = new String(bytes, StandardCharsets.UTF_8);
    return topics[taken];
  }

  private static boolean isSpelled(byte[] bytes, ByteBuf in, int at, int length) {
    if (bytes.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] != in.getByte(at + i)) {
        return false;
      }
    }
    return true;
  }
}
