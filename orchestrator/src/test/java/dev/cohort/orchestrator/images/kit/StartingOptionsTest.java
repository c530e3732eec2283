package dev.cohort.orchestrator.images.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartingOptionsTest {
    private static final String PASSED_OVER = "-XX:+IgnoreUnrecognizedVMOptions";

    @Test
    void areOptionsAlone() {
        assertThat(StartingOptions.ofShortRuns())
                .contains(PASSED_OVER, "-XX:+UseSerialGC")
                .allMatch(option -> option.startsWith("-XX:"))
                .doesNotHaveDuplicates();
    }

    /** It would pass over a misspelt one in silence, were it not asked to be strict. */
    @Test
    void javaKnowsAllOfThemAndSaysNothing() throws Exception {
        List<String> argv = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        StartingOptions.ofShortRuns().stream()
                .filter(option -> !option.equals(PASSED_OVER))
                .forEach(argv::add);
        argv.addAll(List.of("-XX:+PrintCommandLineFlags", "-version"));

        Process java = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said.lines().findFirst().orElse("")).contains("-XX:-C1UpdateMethodData", "-XX:+UseSerialGC");
        assertThat(said).doesNotContainIgnoringCase("warning").doesNotContain("CompileThresholdScaling =");
    }
}
