package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.WorkerImage;
import dev.cohort.orchestrator.images.registry.RealRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What `images` says, where no image is made. */
@Timeout(60)
class ImagesCommandTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        bench = new Workbench(folder);
    }

    private String refused(int exitCode, String... arguments) {
        TypedCommand command = bench.type(arguments);
        assertThat(command.exitCode()).as(command.shown()).isEqualTo(exitCode);
        return command.shown().replaceAll("\n {8}", " ");
    }

    @Test
    void checkTellsTheDigestAndTheWorkerOfEachImageAndWhatIsWrongWithTheRest() throws IOException {
        try (RealRegistry server = RealRegistry.start(folder)) {
            Map<String, String> fit = Map.of(WorkerImage.VERSION_LABEL, "0.1.0", WorkerImage.CONTRACT_LABEL, "1");
            String digest = server.put("lab/tool", "1", "amd64", fit);
            server.put("lab/bare", "1", "amd64", Map.of());
            String tool = server.host() + "/lab/tool";
            String bare = server.host() + "/lab/bare:1";

            TypedCommand good = bench.type("images", "check", tool + ":1");
            String bad = refused(ExitCode.ENVIRONMENT, "images", "check", bare, tool + ":2", tool + ":1");

            assertThat(good.exitCode()).isZero();
            assertThat(good.shown()).isEqualTo(tool + "@" + digest + "  worker 0.1.0\n");
            assertThat(bad)
                    .contains("error: the image `" + bare
                            + "` has no worker of Cohort in it (no label dev.cohort.worker)\n  hint: cohort images wrap"
                            + " puts one in")
                    .contains("error: the image `" + tool + ":2` is not to be had: the repository lab/tool at "
                            + server.host() + " has no 2\n  hint: push it there, or name a tag that it has")
                    .contains(tool + "@" + digest + "  worker 0.1.0\n");
            assertThat(refused(ExitCode.ENVIRONMENT, "images", "check", tool + ":1", "--architecture", "arm64"))
                    .contains("is not to be had: it is for amd64 processors, not for arm64")
                    .contains("hint: build it for linux/arm64");
        }
    }

    @Test
    void whatIsTypedWronglyIsTold() {
        assertThat(refused(ExitCode.USAGE, "images")).contains("say which: images wrap, or images check");
        assertThat(refused(ExitCode.USAGE, "images", "wrap")).contains("`wrap` needs `IMAGE`");
        assertThat(refused(ExitCode.USAGE, "images", "wrap", "x", "--engine", "lxc"))
                .contains("`--engine` must be one of `docker`, `podman`, and this is `lxc`");
        assertThat(refused(ExitCode.USAGE, "images", "wrap", "x@sha256:" + "0".repeat(64)))
                .contains("an image that is named by its digest needs a name for the new one: --tag NAME");
    }

    @Test
    @NeedsEngine
    void looseClassesDoNotGoIntoAnImage() {
        assertThat(refused(
                        ExitCode.ENVIRONMENT,
                        "images",
                        "wrap",
                        TestEngine.TOOLS,
                        "--engine",
                        TestEngine.KIND.command()))
                .contains("error: Cohort runs from loose classes here, which can't be put into an image")
                .contains("hint: build it (mvn -q -DskipTests package), and call ./cohort");
    }
}
