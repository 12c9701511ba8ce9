package io.github.hjelm.export.policy;

import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.train.Trainer;

/** A network that was trained by a method. */
public record TrainedPolicy(Method method, Network network, Trainer.Trained trained) {}
