package dev.cohort.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, as a process of its own; that it serves S3 is found out by the tests of the store. */
@Timeout(60)
class MainTest {
    @TempDir
    private Path folder;

    private Process start(String... arguments) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        argv.addAll(List.of(arguments));
        return new ProcessBuilder(argv)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** All that it says until it ends, as its input does at once. */
    private String said(int exitCode, String... arguments) throws Exception {
        Process process = start(arguments);
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

    /** However the directory is called, as the server's library finds nothing in one that is not called by its whole name. */
    @ParameterizedTest
    @ValueSource(strings = {"objects", "./objects", "there/../objects"})
    void whatLiesInTheDirectoryIsListed(String directory) throws Exception {
        Files.createDirectory(folder.resolve("there"));
        Files.createDirectories(folder.resolve("objects/bucket"));
        Files.writeString(folder.resolve("objects/bucket/hello.txt"), "hello");
        Process server = start("--port", "0", "--directory", directory, "--bucket", "bucket", "--until-input-ends");
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            String first = said.readLine();
            assertThat(first).startsWith("s3-server serves S3 at ");

            assertThat(listed(first.replaceAll(".* (http[^;]*);.*", "$1"), "bucket"))
                    .contains("<Key>hello.txt</Key>");
        } finally {
            server.getOutputStream().close();
            assertThat(server.waitFor()).isZero();
        }
    }

    /** Signed in the older way, which takes a line. */
    private static String listed(String endpoint, String bucket) throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("local".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        byte[] signature =
                mac.doFinal(("GET\n\n\n\nx-amz-date:" + date + "\n/" + bucket).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/" + bucket))
                .header("x-amz-date", date)
                .header("Authorization", "AWS local:" + Base64.getEncoder().encodeToString(signature))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
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
