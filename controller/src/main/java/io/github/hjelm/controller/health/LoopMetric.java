package io.github.hjelm.controller.health;

import java.util.List;

/** What is exported, under one name everywhere. */
enum LoopMetric {
  CYCLES(Kind.COUNTER, "hjelm_cycles_total", "Cycles, by the verdict of their command", "verdict"),
  FRAMES(
      Kind.COUNTER, "hjelm_frames_total", "Frames of sensors, by what became of them", "outcome"),
  OBSERVATIONS(
      Kind.COUNTER,
      "hjelm_observations_total",
      "How the sensors stood when a cycle began",
      "freshness"),
  CHUNKS(Kind.COUNTER, "hjelm_chunks_total", "What became of the policy's answers", "outcome"),
  STAGE_DURATION(
      Kind.HISTOGRAM, "hjelm_stage_duration_seconds", "How long a cycle's stage took", "stage"),
  STAGE_LONGEST(
      Kind.GAUGE, "hjelm_stage_longest_seconds", "The longest of them since the start", "stage"),
  OBSERVATION_AGE(
      Kind.HISTOGRAM,
      "hjelm_observation_age_seconds",
      "How old the observation was when a cycle began with it"),
  CYCLE_AGE(
      Kind.GAUGE,
      "hjelm_cycle_age_seconds",
      "How long ago the last cycle was; not a number before the first"),
  DEADLINE_MISSES(
      Kind.COUNTER, "hjelm_deadline_misses_total", "Cycles that took longer than they may"),
  FRAMES_OVERWRITTEN(
      Kind.COUNTER,
      "hjelm_frames_overwritten_total",
      "Frames that a newer one replaced before a cycle took them"),
  OVERRIDE_SHARE(
      Kind.GAUGE,
      "hjelm_override_share",
      "Share of the last ten seconds' commands that the policy did not propose"),
  FAULTS(Kind.COUNTER, "hjelm_faults_total", "Errors that were caught"),
  FAULTS_DISTINCT(
      Kind.GAUGE, "hjelm_faults_distinct", "Different ones among them; /health/ready names them"),
  CERTIFIED(Kind.GAUGE, "hjelm_certified", "1 when a certificate vouches for commands"),
  MODEL_MISMATCH(
      Kind.GAUGE, "hjelm_model_mismatch", "1 when the robot does not move as its model says"),
  STOP_LATCHED(Kind.GAUGE, "hjelm_stop_latched", "1 when a stop waits for an operator"),
  RELOADS(
      Kind.COUNTER,
      "hjelm_reloads_total",
      "Bundles that were to replace the one that flies, by what became of them",
      "outcome"),
  GPU_MISSING(
      Kind.GAUGE, "hjelm_gpu_missing", "1 when the policy was to run on a GPU and there is none"),
  BROKER_CONNECTED(Kind.GAUGE, "hjelm_broker_connected", "1 when the broker is there"),
  BROKER_CONNECTIONS(
      Kind.COUNTER, "hjelm_broker_connections_total", "Connections made, the first one included"),
  MESSAGES_RECEIVED(Kind.COUNTER, "hjelm_messages_received_total", "Messages from the broker"),
  MESSAGES_SENT(Kind.COUNTER, "hjelm_messages_sent_total", "Messages that the transport took"),
  MESSAGES_DROPPED(
      Kind.COUNTER, "hjelm_messages_dropped_total", "Messages that the transport did not take"),
  RECORDER_BYTES(
      Kind.COUNTER,
      "hjelm_recorder_bytes_total",
      "Bytes that the flight recorder wrote; stands still when it stopped"),
  RECORDER_DROPPED(
      Kind.COUNTER,
      "hjelm_recorder_dropped_total",
      "Records that the flight recorder had no room for, or no disk");

  static final String ROBOT = "robot";

  private final Kind kind;
  private final String exportedName;
  private final String help;
  private final String ownLabel;

  /** In the words of Prometheus. */
  enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  LoopMetric(Kind kind, String exportedName, String help) {
    this(kind, exportedName, help, "");
  }

  LoopMetric(Kind kind, String exportedName, String help, String label) {
    this.kind = kind;
    this.exportedName = exportedName;
    this.help = help;
    ownLabel = label;
  }

  Kind kind() {
    return kind;
  }

  String exportedName() {
    return exportedName;
  }

  String help() {
    return help;
  }

  /** The robot first. */
  List<String> labels() {
    return ownLabel.isEmpty() ? List.of(ROBOT) : List.of(ROBOT, ownLabel);
  }

  /** The label that is not the robot, or empty. */
  String ownLabel() {
    return ownLabel;
  }
}
