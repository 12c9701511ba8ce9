package io.github.hjelm.sensors.specimen;

import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;

public record ReachesRight(TensorFlowRuntime runtime) {}
