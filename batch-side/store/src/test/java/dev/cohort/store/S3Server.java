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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real S3 server that keeps all in memory, in a process of its own: its libraries and ours never meet. One serves all tests. */
public final class S3Server {
    /** One that is there from the start, for whoever has to name it; others are made as they are needed. */
    public static final String BUCKET = "bucket";

    public static final String ACCESS_KEY = "test-access-key";
    public static final String SECRET_KEY = "test-secret-key";
    private static final Pattern SERVES = Pattern.compile("s3-server serves S3 at (\\S+);.*");
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
            Process process = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            Matcher serves = SERVES.matcher(String.valueOf(said.readLine()));
            if (!serves.matches()) {
                throw new IllegalStateException("the S3 server ended before it began");
            }
            return URI.create(serves.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() throws IOException {
        return List.of(
                java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "dev.cohort.s3server.Main",
                "--port=0",
                "--access-key=" + ACCESS_KEY,
                "--secret-key=" + SECRET_KEY,
                "--bucket=" + BUCKET,
                "--until-input-ends");
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
