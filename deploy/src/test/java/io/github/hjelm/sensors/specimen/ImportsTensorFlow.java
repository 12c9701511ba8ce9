package io.github.hjelm.sensors.specimen;

import org.tensorflow.Graph;

public record ImportsTensorFlow(Graph graph) {}
