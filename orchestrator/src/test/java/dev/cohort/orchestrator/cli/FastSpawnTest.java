package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** How Java is asked to start processes. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FastSpawnTest {
    private final String before = System.getProperty(FastSpawn.MECHANISM);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(FastSpawn.MECHANISM);
        } else {
            System.setProperty(FastSpawn.MECHANISM, before);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theHelperIsLeftOut() {
        System.clearProperty(FastSpawn.MECHANISM);
        FastSpawn.prefer();
        assertThat(System.getProperty(FastSpawn.MECHANISM)).isEqualTo("VFORK");
    }

    @Test
    void whatTheUserSaidStands() {
        System.setProperty(FastSpawn.MECHANISM, "FORK");
        FastSpawn.prefer();
        assertThat(System.getProperty(FastSpawn.MECHANISM)).isEqualTo("FORK");
    }
}
