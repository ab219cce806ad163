package org.imagine4j.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {

    private final Devices devices = new Devices();

    @ParameterizedTest
    @CsvSource({"cpu, cpu", "CPU, cpu", "cuda, cuda:0", "cuda:1, cuda:1", "DirectML:2, directml:2", "coreml, coreml"})
    void devicesAreCalledByTheirExecutionProviders(String typed, String name) {
        assertThat(Device.of(typed)).map(Device::toString).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:9999", "cpu:1", "coreml:1"})
    void whatIsNoDeviceIsNone(String typed) {
        assertThat(Device.of(typed)).isEmpty();
    }

    @Test
    void theCpuIsAlwaysThere() {
        assertThat(devices.status(Device.CPU).usable()).isTrue();
        assertThat(devices.place(Optional.of(Device.CPU))).isEqualTo(Placement.on(Device.CPU));
        assertThat(devices.all())
                .extracting(Devices.Status::device)
                .contains(Device.CPU)
                .hasSize(Device.Kind.values().length);
    }

    /** Nowhere are there providers for graphics processors of two makers. */
    @Test
    void aDeviceThatCannotBeUsedIsReplacedByTheCpuAndTheReasonIsSaid() {
        Device missing = new Device(
                devices.status(new Device(Device.Kind.ROCM, 0)).usable() ? Device.Kind.DIRECTML : Device.Kind.ROCM, 0);
        Placement placement = devices.place(Optional.of(missing));
        assertThat(placement.device()).isEqualTo(Device.CPU);
        assertThat(placement.note().orElseThrow())
                .startsWith(missing + " cannot be used: ")
                .endsWith(" The CPU does it.");
    }

    @Test
    void threadsOfOneCoreCountOnce(@TempDir Path folder) throws IOException {
        String[] siblings = {"0,4", "1,5", "0,4", "1,5"};
        for (int i = 0; i < siblings.length; i++) {
            Path topology = Files.createDirectories(folder.resolve("cpu" + i).resolve("topology"));
            Files.writeString(topology.resolve("thread_siblings_list"), siblings[i] + "\n");
        }
        Files.createDirectory(folder.resolve("cpufreq"));
        assertThat(Processors.physicalCores(folder, 4)).isEqualTo(2);
        assertThat(Processors.physicalCores(folder.resolve("nothing"), 3)).isEqualTo(3);
        assertThat(Processors.cores()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }
}
