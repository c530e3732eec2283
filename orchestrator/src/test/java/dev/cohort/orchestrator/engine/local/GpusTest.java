package dev.cohort.orchestrator.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which GPUs a machine lends, and to whom. */
class GpusTest {
    @TempDir
    private Path devices;

    @Test
    void thoseThatHaveADeviceFile() throws IOException {
        for (String name :
                List.of("nvidia0", "nvidia1", "nvidia10", "nvidiactl", "nvidia-uvm", "nvidia-caps", "null")) {
            Files.createFile(devices.resolve(name));
        }

        assertThat(Machine.gpus(devices)).containsExactly("0", "1", "2");
        assertThat(Machine.gpus(devices.resolve("none"))).isEmpty();
    }

    @Test
    void thoseThatSomebodyElseLent() {
        assertThat(Machine.visible("2, 5")).containsExactly("2", "5");
        assertThat(Machine.visible("GPU-8932f937,MIG-1/2")).containsExactly("GPU-8932f937", "MIG-1/2");
        assertThat(Machine.visible("0,-1,1")).containsExactly("0");
        assertThat(Machine.visible("")).isEmpty();
    }

    @Test
    void asManyAsTheUserSays() {
        Machine machine = new Machine(1, 1, List.of("4", "7"));

        assertThat(machine.gpus(0).gpus()).isEmpty();
        assertThat(machine.gpus(1).gpus()).containsExactly("4");
        assertThat(machine.gpus(3).gpus()).containsExactly("4", "7", "2");
    }

    @Test
    void eachIsLentOnce() {
        Gpus gpus = new Gpus(List.of("0", "1", "2"));

        List<String> first = gpus.take(2);
        List<String> second = gpus.take(1);

        assertThat(first).containsExactly("0", "1");
        assertThat(second).containsExactly("2");
        assertThatThrownBy(() -> gpus.take(1)).hasMessage("1 GPUs were given to a task, and 0 are free");
        gpus.giveBack(first);
        assertThat(gpus.take(1)).containsExactly("0");
    }
}
