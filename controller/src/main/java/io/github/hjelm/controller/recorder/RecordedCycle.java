package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A cycle of a record: when it was, and what came out of it.
 *
 * @param number counted from the start of the flight
 * @param nowNs its instant, on the controller's clock
 * @param stageNs by {@link CycleStage}
 * @param epoch of its command
 * @param sequence of its command
 * @param refused a bit for each candidate that a look-ahead refused
 * @param value what the certificate says of the state
 * @param reserve what is left of that above the level from which on states are certified
 * @param place of the candidate that was sent, or -1
 * @param stop number of the cause of the stop, or -1
 * @param assurance its number
 * @param rung its number, or -1
 * @param controls in SI units
 * @param command the bytes that left; empty where they were too many
 */
public record RecordedCycle(
    long number,
    long nowNs,
    List<Long> stageNs,
    long epoch,
    long sequence,
    long refused,
    double value,
    double reserve,
    int place,
    int offered,
    Verdict verdict,
    int stop,
    int assurance,
    int rung,
    List<Double> controls,
    ByteBuffer command) {

  private static final Verdict[] VERDICTS = Verdict.values();

  public RecordedCycle {
    stageNs = List.copyOf(stageNs);
    controls = List.copyOf(controls);
    command = command.asReadOnlyBuffer();
  }

  static RecordedCycle read(ByteBuffer body, int controls) {
    List<Long> stages = new ArrayList<>();
    for (int stage = 0; stage < CycleStage.values().length; stage++) {
      stages.add(body.getLong(FlightLayout.CYCLE_STAGES_AT + Long.BYTES * stage));
    }
    List<Double> values = new ArrayList<>();
    for (int j = 0; j < controls; j++) {
      values.add(body.getDouble(FlightLayout.CYCLE_CONTROLS_AT + Double.BYTES * j));
    }
    int commandAt = FlightLayout.CYCLE_CONTROLS_AT + Double.BYTES * controls;
    return new RecordedCycle(
        body.getLong(FlightLayout.CYCLE_NUMBER_AT),
        body.getLong(FlightLayout.CYCLE_NOW_AT),
        stages,
        body.getLong(FlightLayout.CYCLE_EPOCH_AT),
        body.getLong(FlightLayout.CYCLE_SEQUENCE_AT),
        body.getLong(FlightLayout.CYCLE_REFUSED_AT),
        body.getDouble(FlightLayout.CYCLE_VALUE_AT),
        body.getDouble(FlightLayout.CYCLE_RESERVE_AT),
        body.getInt(FlightLayout.CYCLE_PLACE_AT),
        body.getInt(FlightLayout.CYCLE_OFFERED_AT),
        VERDICTS[body.get(FlightLayout.CYCLE_VERDICT_AT)],
        body.get(FlightLayout.CYCLE_STOP_AT),
        body.get(FlightLayout.CYCLE_ASSURANCE_AT),
        body.get(FlightLayout.CYCLE_RUNG_AT),
        values,
        body.slice(commandAt, body.limit() - commandAt));
  }

  /** From the cycle's instant until its command had left. */
  public long wholeNs() {
    return stageNs.get(stageNs.size() - 1);
  }
}
