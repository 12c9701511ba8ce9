package io.github.hjelm.deploy;

import picocli.CommandLine.Command;

/** Stands for {@code ./hjelm test}, which needs Maven and is therefore the launcher's. */
@Command(name = "test", description = "Everything the project checks.")
final class TestCommand implements Runnable {

  @Override
  public void run() {
    throw new InputRefusal("the tests are run by the launcher, not by Java: ./hjelm test");
  }
}
