package io.github.hjelm.controller.dashboard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a controller shows of one robot. Called on the dashboard's thread, many times a second; must
 * not block.
 */
public interface DashboardFeed {

  /** The robot and its controller; the same object as long as nothing in it changed. */
  RobotSheet sheet();

  CycleBoard board();

  EventLog events();

  /** The certificate's slice, or null where there is no certificate or nothing to slice. */
  @Nullable CertificateSlice slice();

  Status status();

  /** What a visitor may do; empty unless this is a demonstration. */
  Set<DemoAction> actions();

  /** Does it, or lets the loop do it; only what {@link #actions} has. */
  void act(DemoAction action);

  /** The world as a PNG file, where the scene has a picture; else empty. */
  byte[] picture();

  /**
   * What changes without being a cycle's.
   *
   * @param link to the broker, in a word
   * @param linkUp whether it is there
   * @param latched whether a stop waits for an operator
   */
  record Status(String link, boolean linkUp, boolean latched, long deadlineMisses) {}
}
