package io.github.hjelm.export.network;

/**
 * Which network to train.
 *
 * @param name in the {@link NetworkCatalog}
 * @param width of its layers
 * @param depth how many layers or levels it has
 */
public record NetworkChoice(String name, int width, int depth) {}
