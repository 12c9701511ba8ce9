package io.github.hjelm.deploy;

/**
 * What is at the other end of standard input and output. The launcher looks, because Java's own
 * answer differs between JDKs.
 *
 * @param screen whether standard output is a terminal, so that lines may be redrawn
 * @param keyboard whether standard input is a terminal, so that a person may drive
 * @param colours whether colours are wanted
 * @param columns how long a line may be before it wraps
 */
record Terminal(boolean screen, boolean keyboard, boolean colours, int columns) {

  /** A pipe or a file at both ends. */
  static final Terminal NONE = new Terminal(false, false, false, Integer.MAX_VALUE);

  static Terminal ofLauncher() {
    boolean screen = "yes".equals(System.getProperty("hjelm.terminal"));
    boolean keyboard = "yes".equals(System.getProperty("hjelm.keyboard"));
    String noColour = System.getenv("NO_COLOR");
    boolean colours = screen && (noColour == null || noColour.isEmpty());
    int columns = screen ? Integer.getInteger("hjelm.columns", 80) : Integer.MAX_VALUE;
    return new Terminal(screen, keyboard, colours, columns);
  }
}
