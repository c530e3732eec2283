package dev.cohort.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as a process of its own; that it serves S3 is found out by the tests of the store. */
@Timeout(60)
class MainTest {
    @TempDir
    private Path folder;

    /** All that it says until it ends, as its input does at once. */
    private String said(int exitCode, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        argv.addAll(List.of(arguments));
        Process process = new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }

    @Test
    void saysWhereItServesAndWhatClientsNeed() throws Exception {
        assertThat(said(0, "--port", "0", "--access-key", "mine", "--until-input-ends")
                        .replaceAll("1:[0-9]+", "1:PORT"))
                .isEqualTo("""
                        s3-server serves S3 at http://127.0.0.1:PORT; objects are in memory, and gone with it.
                        A client of AWS finds it by these:

                          export AWS_ENDPOINT_URL_S3=http://127.0.0.1:PORT
                          export AWS_REGION=us-east-1
                          export AWS_ACCESS_KEY_ID=mine
                          export AWS_SECRET_ACCESS_KEY=local

                        It ends with its standard input.
                        """);
    }

    @Test
    void bucketsThatAreThereAlreadyStay() throws Exception {
        String[] serve = {
            "--port", "0", "--directory", "objects", "--bucket", "a", "--bucket", "b", "--until-input-ends"
        };

        assertThat(said(0, serve)).contains("; objects are in objects.\n");
        said(0, serve);

        assertThat(directories(folder.resolve("objects"))).contains("a", "b");
    }

    private static List<String> directories(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(said(1, "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo("error: 127.0.0.1:" + taken.getLocalPort()
                            + " can't be listened on; another --port, or 0 for any that is free, may do\n");
        }
    }

    @Test
    void whatIsNoOptionIsTold() throws Exception {
        assertThat(said(2, "--prot", "1"))
                .startsWith("error: Unknown option")
                .endsWith("hint: `--help` shows all options\n");
    }
}
