package dev.cohort.orchestrator.images.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that an image starts by. */
class KitLayoutTest {
    @TempDir
    Path home;

    /** What a Java would find that tells of its locale. */
    private String localeOfJava(Map<String, String> environment) throws IOException, InterruptedException {
        Path java = Files.writeString(home.resolve("java"), "#!/bin/sh\necho \"${LC_ALL-},${LC_CTYPE-},${LANG-}\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path script = Files.writeString(
                home.resolve("worker"), new KitLayout(List.of(java.toString()), List.of("a.jar")).worker());
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }

    @Test
    void whereAnImageNamesNoLocaleNamesOfFilesMayHaveAnyLetters() throws Exception {
        assertThat(localeOfJava(Map.of())).isEqualTo(",C.UTF-8,");
    }

    @Test
    void theLocaleOfAnImageStays() throws Exception {
        assertThat(localeOfJava(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(",,de_DE.UTF-8");
        assertThat(localeOfJava(Map.of("LC_ALL", "C"))).isEqualTo("C,,");
    }
}
