package dev.cohort.store;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real S3 server that keeps all in memory, in a process of its own: its libraries and ours never meet. One serves all tests. */
public final class S3Server {
    public static final String ACCESS_KEY = "test-access-key";
    public static final String SECRET_KEY = "test-secret-key";
    private static @Nullable S3Server running;

    private final URI endpoint;

    private S3Server(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** It ends with this process, as its standard input does. */
    public static synchronized S3Server running() {
        if (running == null) running = new S3Server(start());
        return running;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** What a process needs in its environment to find it. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY,
                "AWS_REGION",
                "us-east-1");
    }

    private static URI start() {
        try {
            Process process = new ProcessBuilder(
                            java(), "-Xmx512m", "-cp", classPath(), "dev.cohort.s3server.Main", ACCESS_KEY, SECRET_KEY)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return URI.create(Optional.ofNullable(said.readLine())
                    .orElseThrow(() -> new IllegalStateException("the S3 server ended before it began")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() throws IOException {
        Path built = Path.of(System.getProperty("cohort.root"), "batch-side", "s3-server", "target");
        return built.resolve("classes")
                + File.pathSeparator
                + Files.readString(built.resolve("class-path")).strip();
    }
}
