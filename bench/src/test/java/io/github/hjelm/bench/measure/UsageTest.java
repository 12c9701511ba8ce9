package io.github.hjelm.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

  @TempDir private Path folder;

  @Test
  void readsAProcessWhoseNameHasBlanks() throws IOException {
    Files.writeString(
        folder.resolve("stat"),
        "7 (a) b c) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 9 0 100 2000 300 1844 0\n");
    Files.writeString(folder.resolve("status"), "Name:\ta\nVmHWM:\t99 kB\nVmRSS:\t    1024 kB\n");
    assertEquals(
        Optional.of(new ProcessUsage(3_000_000_000L, 1L << 20, Optional.empty())),
        ProcessUsage.read(folder));
  }

  @Test
  void aProcessThatIsGoneHasNoUsage() {
    assertEquals(Optional.empty(), ProcessUsage.read(folder.resolve("none")));
  }

  @Test
  void readsStealAndTheEnergyOfPackages() throws IOException {
    Path proc = Files.createDirectory(folder.resolve("proc"));
    Path powercap = Files.createDirectory(folder.resolve("powercap"));
    Files.writeString(proc.resolve("stat"), "cpu  10 20 30 40 50 60 70 81 0 0\ncpu0 1 2\n");
    zone(powercap, "intel-rapl:0", 5_000);
    zone(powercap, "intel-rapl:1", 700);
    zone(powercap, "intel-rapl:0:0", 60_000);
    MachineUsage usage = new MachineUsage(proc, powercap);
    assertEquals(OptionalLong.of(81), usage.stealTicks());
    assertEquals(OptionalLong.of(5_700), usage.energyMicrojoule());
  }

  @Test
  void readsForHowLongSomeTaskWaitedForAProcessor() throws IOException {
    Path pressure = Files.createDirectory(folder.resolve("pressure"));
    MachineUsage usage = new MachineUsage(folder, folder);
    assertTrue(usage.waitedForProcessorUs().isEmpty(), "no PSI");
    Files.writeString(
        pressure.resolve("cpu"),
        """
        some avg10=15.33 avg60=16.98 avg300=19.10 total=122053395
        full avg10=0.00 avg60=0.00 avg300=0.00 total=7
        """);
    assertEquals(OptionalLong.of(122_053_395), usage.waitedForProcessorUs());
    Files.writeString(pressure.resolve("cpu"), "full avg10=0.00 avg60=0.00 total=7\n");
    assertTrue(usage.waitedForProcessorUs().isEmpty(), "only what waits for others");
    Files.writeString(pressure.resolve("cpu"), "some avg10=0.00 total=99999999999999999999\n");
    assertTrue(usage.waitedForProcessorUs().isEmpty(), "no number");
  }

  @Test
  void energyIsNeverGuessed() {
    MachineUsage usage = new MachineUsage(folder, folder);
    assertTrue(usage.energyMicrojoule().isEmpty());
    assertTrue(usage.stealTicks().isEmpty());
  }

  private static void zone(Path powercap, String name, long microjoule) throws IOException {
    Path zone = Files.createDirectory(powercap.resolve(name));
    Files.writeString(zone.resolve("energy_uj"), microjoule + "\n");
  }
}
