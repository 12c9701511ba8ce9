package io.github.hjelm.deploy;

import picocli.CommandLine.IVersionProvider;

/**
 * Which build this is: the version of the jar, and the revision that the launcher reads from git.
 */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Hjelm.class.getPackage().getImplementationVersion();
    String revision = System.getProperty("hjelm.revision", "");
    return new String[] {
      "hjelm "
          + (version == null ? "(unpackaged)" : version)
          + (revision.isEmpty() ? "" : ", revision " + revision),
      "Java "
          + System.getProperty("java.version")
          + " on "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch"),
    };
  }
}
