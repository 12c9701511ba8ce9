package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.controller.safety.SafetyStage;

/**
 * What one robot's cycle is made of; all of it belongs to the loop's thread.
 *
 * @param states n
 * @param controls m
 * @param candidates K, at most
 */
public record LoopParts(
    int states,
    int controls,
    int candidates,
    SensorJoin sensors,
    ChunkSchedule chunks,
    PolicyLane policy,
    SafetyStage safety,
    CycleTiming timing) {}
