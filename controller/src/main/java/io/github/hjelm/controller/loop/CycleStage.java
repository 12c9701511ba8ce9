package io.github.hjelm.controller.loop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a cycle is made of, in order. Each is measured, and so is the whole. */
public enum CycleStage {
  /** From the receipt of the message that began it: decode, join, judge freshness. */
  OBSERVE,
  /** Ask the policy where that is due, or take over what it answered. */
  POLICY,
  /** Rank, look ahead, choose. */
  SAFETY,
  /** Encode, and hand to the socket. */
  PUBLISH,
  /** From the receipt until the command was handed to the socket. */
  WHOLE;

  /** As in metrics and on the dashboard. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The labels of all, in order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(CycleStage::label).toList();
  }
}
