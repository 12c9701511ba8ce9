package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.dashboard.CertificateSlice;
import io.github.hjelm.controller.dashboard.CycleBoard;
import io.github.hjelm.controller.dashboard.DashboardFeed;
import io.github.hjelm.controller.dashboard.DemoAction;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.dashboard.RobotSheet;
import io.github.hjelm.controller.dashboard.Scene;
import io.github.hjelm.controller.dashboard.SceneCatalog;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.CertificateTerms;
import io.github.hjelm.controller.safety.FittingCertificate;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the dashboard shows of one robot of a fleet. */
public final class MemberFeed implements DashboardFeed {

  /** As fine as a page shows it. */
  private static final int LONG_SIDE_NODES = 80;

  private static final double NS_PER_S = 1e9;

  private final Supplier<FleetMember> members;
  private final MqttLink link;
  private final EventLog events;
  private final Set<DemoAction> actions;
  private final Consumer<DemoAction> act;
  private final @Nullable FreeSpace world;

  // The dashboard's thread only.
  private FleetMember member;
  private @Nullable CertificateSlice slice;
  private RobotSheet sheet;

  /**
   * @param members the robot with what it flies now
   * @param world where it drives, if that is known
   * @param actions what a visitor may do; nothing unless this is a demonstration
   * @param act does it; called on the dashboard's thread
   */
  public MemberFeed(
      Supplier<FleetMember> members,
      MqttLink link,
      EventLog events,
      @Nullable FreeSpace world,
      Set<DemoAction> actions,
      Consumer<DemoAction> act) {
    this.members = members;
    member = members.get();
    this.link = link;
    this.events = events;
    this.actions = actions.isEmpty() ? Set.of() : EnumSet.copyOf(actions);
    this.act = act;
    this.world = world;
    sheet = sheet(member, world);
    slice = slice(member);
  }

  private static RobotSheet sheet(FleetMember member, @Nullable FreeSpace world) {
    BundleManifest manifest = member.bundle().manifest();
    double lengthM = manifest.robot().parameters().getOrDefault("length", 1.0);
    Scene scene = SceneCatalog.of(member.robot(), world, lengthM);
    return new RobotSheet(
        member.config().name(),
        member.robot(),
        scene,
        CycleStage.labels(),
        member.timing().cycleNs() / NS_PER_S,
        member.timing().deadlineNs(),
        manifest.chunk().periodS(),
        new RobotSheet.BundleLabel(
            manifest.name(),
            manifest.version(),
            member.bundle().sha256(),
            member.safety().certificate().isPresent(),
            member.safety().certificate().map(MemberFeed::promise).orElse("")),
        member.controlled().epoch().epoch(),
        member.lane());
  }

  /** What the certificate promises, in a sentence. */
  private static String promise(FittingCertificate certificate) {
    CertificateTerms terms = certificate.folder().terms();
    String pushes =
        terms.disturbances().stream().allMatch(d -> d.upper() == 0 && d.lower() == 0)
                || terms.disturbance() == 0
            ? "while nothing pushes the robot"
            : "for pushes up to " + String.join(" and ", pushes(terms));
    return String.format(
        Locale.ROOT,
        "%s, controls held for %.0f ms at most and states %.0f ms old at most, a start with V of"
            + " %.3f or more stays where nothing is touched",
        pushes,
        1e3 * terms.holdS(),
        1e3 * terms.delayS(),
        terms.margins().total());
  }

  private static List<String> pushes(CertificateTerms terms) {
    return terms.disturbances().stream()
        .filter(d -> d.upper() > 0)
        .map(d -> String.format(Locale.ROOT, "%.3g %s", terms.disturbance() * d.upper(), d.unit()))
        .toList();
  }

  /** Over the plane, where the certificate begins with the place. */
  private static @Nullable CertificateSlice slice(FleetMember member) {
    if (member.safety().certificate().isEmpty()) {
      return null;
    }
    FittingCertificate certificate = member.safety().certificate().get();
    List<GridAxis> axes = certificate.folder().grid().axes();
    boolean whole = axes.size() == member.robot().states().size();
    if (!whole || !axes.get(0).unit().equals("m") || !axes.get(1).unit().equals("m")) {
      return null;
    }
    double widthM = axes.get(0).upper() - axes.get(0).lower();
    double heightM = axes.get(1).upper() - axes.get(1).lower();
    double spacingM = Math.max(widthM, heightM) / (LONG_SIDE_NODES - 1);
    return new CertificateSlice(
        certificate.forOneThread().value(),
        axis(0, axes.get(0), widthM, spacingM),
        axis(1, axes.get(1), heightM, spacingM));
  }

  private static CertificateSlice.Axis axis(
      int state, GridAxis axis, double lengthM, double spacingM) {
    int nodes = Math.max(2, 1 + (int) Math.round(lengthM / spacingM));
    return new CertificateSlice.Axis(state, axis.lower(), axis.upper(), nodes, false);
  }

  @Override
  public RobotSheet sheet() {
    FleetMember flies = members.get();
    if (!flies.bundle().sha256().equals(member.bundle().sha256())) {
      member = flies;
      sheet = sheet(member, world);
      slice = slice(member);
    }
    if (member.controlled().epoch().epoch() != sheet.epoch()) {
      sheet = sheet(member, world);
    }
    return sheet;
  }

  @Override
  public CycleBoard board() {
    return member.board();
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public @Nullable CertificateSlice slice() {
    return slice;
  }

  @Override
  public Status status() {
    LinkStatus status = link.status();
    return new Status(
        status.state().name().toLowerCase(Locale.ROOT),
        status.connected(),
        member.loop().isStopped(),
        member.vitals().deadlineMisses());
  }

  @Override
  public Set<DemoAction> actions() {
    return actions;
  }

  @Override
  public void act(DemoAction action) {
    act.accept(action);
  }

  @Override
  public byte[] picture() {
    return new byte[0];
  }
}
