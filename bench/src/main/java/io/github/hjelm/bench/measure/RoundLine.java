package io.github.hjelm.bench.measure;

/**
 * A stack's slice in one line.
 *
 * @param round from 0
 * @param atS when it began, after the run's beginning
 * @param serviceP50Us median from sent to received
 * @param serviceP99Us 99th percentile of the same
 * @param responseP50Us median from due to received
 * @param responseP99Us 99th percentile of the same
 * @param missRatio share of observations without a command in time
 * @param controlMaxUs how late the control process was at most; -1 when it told nothing
 * @param stealTicks hundredths of a second that the hypervisor took; -1 when nobody counts
 * @param cpuPressure share of the time in which some task on the machine waited for a processor;
 *     NaN when nobody counts
 * @param residentMb memory of the stack's process; NaN when nobody knows
 */
public record RoundLine(
    int round,
    double atS,
    double serviceP50Us,
    double serviceP99Us,
    double responseP50Us,
    double responseP99Us,
    double missRatio,
    double controlMaxUs,
    long stealTicks,
    double cpuPressure,
    double residentMb) {

  /** Below this the machine left the stack alone. */
  public static final double QUIET_CONTROL_US = 200;

  /** When it began, in hours after the run's beginning. */
  public double atHour() {
    return atS / 3_600;
  }

  /** Whether the machine is known to have left the stack alone. */
  public boolean quiet() {
    return controlMaxUs >= 0 && controlMaxUs < QUIET_CONTROL_US && stealTicks == 0;
  }
}
