package dev.cohort.batch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as a process of its own. */
@Timeout(60)
class MainTest {
    @TempDir
    Path directory;

    private Process start(String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        argv.addAll(List.of(arguments));
        return new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private String words(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void saysWhereItListensAndWhatClientsNeed() throws Exception {
        Process process = start("--port", "0", "--cpus", "2", "--memory", "1000", "--queue", "mixed");
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            assertThat(first)
                    .matches(
                            "local-batch serves AWS Batch at http://127\\.0\\.0\\.1:[0-9]+; its state is in local-batch-state\\.");
            String endpoint = first.replaceAll(".*(http://[0-9.:]+);.*", "$1");
            assertThat(lines.readLine()).isEqualTo("The queue `mixed` takes jobs, together up to 2 cpus, 1000 MiB.");
            assertThat(lines.readLine()).isEqualTo("A client of AWS finds it by these:");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("  export AWS_ENDPOINT_URL_BATCH=" + endpoint);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("--port", Integer.toString(taken.getLocalPort()));
            assertThat(words(process))
                    .isEqualTo(
                            "error: 127.0.0.1:" + taken.getLocalPort()
                                    + " can't be listened on: Address already in use; another --port, or 0 for any that is free, may do\n");
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void twoWaysForAnImageAreOneTooMany() throws Exception {
        Process process = start("--container", "docker", "--image-map", "a=b");
        assertThat(words(process))
                .isEqualTo("error: --container and --image-map are two ways to run an image: give one of them\n"
                        + "  hint: `--help` shows all options\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void anEngineThatNobodyKnowsIsRefused() throws Exception {
        Process process = start("--container", "lxc");
        assertThat(words(process)).startsWith("error: --container must be docker or podman, not 'lxc'\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void whatIsNoOptionOrNoValueIsToldInASentence() throws Exception {
        assertThat(words(start("--prot", "1"))).startsWith("error: `--prot` is not an option of local-batch\n");
        assertThat(words(start("--port", "x"))).startsWith("error: `--port` takes N, and this is `x`\n");
        assertThat(words(start("--port"))).startsWith("error: `--port` needs a value\n");
        assertThat(words(start("--port", "1", "--port", "2"))).startsWith("error: `--port` is given twice\n");
    }

    @Test
    void aStateDirectoryHasOneServer() throws Exception {
        Process first = start("--port", "0", "--state-dir", "state");
        try (var lines = first.inputReader(StandardCharsets.UTF_8)) {
            String endpoint = lines.readLine().replaceAll(".*(http://[0-9.:]+);.*", "$1");
            Process second = start("--port", "0", "--state-dir", "state");

            assertThat(words(second))
                    .isEqualTo("error: the state directory " + directory.resolve("state")
                            + " is in use by the local-batch of process " + first.pid() + " at " + endpoint
                            + ": end that one, or give this one another --state-dir\n");
            assertThat(second.waitFor()).isEqualTo(1);
        } finally {
            first.destroyForcibly().waitFor();
        }

        Process third = start("--port", "0", "--state-dir", "state");
        try (var lines = third.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).as("a lock ends with its process").startsWith("local-batch serves");
        } finally {
            third.destroyForcibly().waitFor();
        }
    }
}
