package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandRunTest {
    @Test
    void theImageOfATaskIsNamedInAComment() {
        assertThat(HandRun.run("count a", "tools:1\nrm -r x", List.of("count"), List.of()))
                .startsWith("""
                        #!/usr/bin/env bash
                        # Does what count a did, and leaves its outputs in work/.
                        # The task itself ran in a container of the image tools:1""")
                .contains("; this runs on the machine itself, with the tools that are there.\nset -eu\n")
                .doesNotContain("\nrm -r x");
    }

    @Test
    void whatRanOnTheMachineHasNone() {
        assertThat(HandRun.run("count a", null, List.of("count"), List.of())).startsWith("""
                #!/usr/bin/env bash
                # Does what count a did, and leaves its outputs in work/.
                set -eu
                """);
    }
}
