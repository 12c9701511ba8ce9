package io.github.hjelm.export.bundle;

/** One output of a node, as a graph writes it: {@code name} or {@code name:index}. */
record NodeRef(String node, int index) {

  static NodeRef of(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new NodeRef(text, 0)
        : new NodeRef(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** A control input only says what runs first. */
  static boolean isControl(String text) {
    return text.startsWith("^");
  }

  /** As the input of a node. */
  String asInput() {
    return index == 0 ? node : node + ":" + index;
  }

  /** As the port of a signature. */
  String asPort() {
    return node + ":" + index;
  }
}
