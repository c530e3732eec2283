package dev.cohort.orchestrator.images.registry;

import dev.cohort.contract.Json;
import dev.cohort.store.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A real registry (Debian: docker-registry) in a process of its own, with images that hold nothing but what they say of themselves. */
public final class RealRegistry implements AutoCloseable {
    static final String USER = "lab";
    static final String PASSWORD = "secret";

    /** Of the password, by bcrypt, as the registry takes nothing else. */
    private static final String HASH = "$2b$05$v55WuhomiaCGMGs2Uwcaz.kuCIV6Z/n9Sci/SCMcEJdEXB3oOykA2";

    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Process process;
    private final String host;
    private final boolean closed;
    private final HttpClient http = HttpClient.newHttpClient();

    private RealRegistry(Process process, String host, boolean closed) {
        this.process = process;
        this.host = host;
        this.closed = closed;
    }

    /** Open to everybody. */
    public static RealRegistry start(Path folder) throws IOException {
        return start(folder, false, "");
    }

    /** Open to one user. */
    static RealRegistry startClosed(Path folder) throws IOException {
        Path users = folder.resolve("users");
        Files.writeString(users, USER + ":" + HASH + "\n");
        return start(folder, true, "auth: { htpasswd: { realm: lab, path: '" + users + "' } }\n");
    }

    private static RealRegistry start(Path folder, boolean closed, String auth) throws IOException {
        String host = "localhost:" + freePort();
        Path config = Files.writeString(
                folder.resolve("registry.yml"),
                """
                version: 0.1
                log: { level: error, accesslog: { disabled: true } }
                storage: { filesystem: { rootdirectory: "FOLDER/data" }, delete: { enabled: true } }
                http: { addr: "HOST" }
                """.replace("FOLDER", folder.toString()).replace("HOST", host) + auth);
        Process process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        RealRegistry registry = new RealRegistry(process, host, closed);
        registry.awaitAnswer();
        return registry;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + PATIENCE;
        while (status("GET", "/v2/") == 0) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("docker-registry does not answer at " + host);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** As it stands before the slash in the name of an image. */
    public String host() {
        return host;
    }

    /** Puts an image there, and tells the digest of its manifest. */
    public String put(String repository, String tag, String architecture, Map<String, String> labels) {
        String config = Json.object()
                .put("architecture", architecture)
                .put("os", "linux")
                .put(
                        "config",
                        Json.object()
                                .putAll("Labels", new TreeMap<>(labels), Json::text)
                                .build())
                .build()
                .compact();
        Json about = blob(repository, config, "application/vnd.oci.image.config.v1+json");
        String manifest = Json.object()
                .put("schemaVersion", 2)
                .put("mediaType", MANIFEST)
                .put("config", about)
                .put("layers", Json.array())
                .build()
                .compact();
        manifest(repository, tag, MANIFEST, manifest);
        return digest(manifest);
    }

    /** Puts a list of images of one repository there, by architecture, and tells its digest. */
    String putList(String repository, String tag, Map<String, String> digests) {
        Json entries = Json.array(new TreeMap<>(digests)
                .entrySet().stream()
                        .map(entry -> Json.object()
                                .put("mediaType", MANIFEST)
                                .put("digest", entry.getValue())
                                .put("size", 2)
                                .put(
                                        "platform",
                                        Json.object()
                                                .put("os", "linux")
                                                .put("architecture", entry.getKey())
                                                .build())
                                .build())
                        .toList());
        String index = Json.object()
                .put("schemaVersion", 2)
                .put("mediaType", INDEX)
                .put("manifests", entries)
                .build()
                .compact();
        manifest(repository, tag, INDEX, index);
        return digest(index);
    }

    static String digest(String text) {
        return "sha256:" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private Json blob(String repository, String text, String type) {
        HttpResponse<String> opened = send("POST", "/v2/" + repository + "/blobs/uploads/", "", "");
        URI place = URI.create(opened.headers().firstValue("Location").orElseThrow());
        String path = place.getRawPath() + "?" + place.getRawQuery() + "&digest=" + digest(text);
        require(send("PUT", path, "application/octet-stream", text), 201);
        return Json.object()
                .put("mediaType", type)
                .put("digest", digest(text))
                .put("size", text.length())
                .build();
    }

    private void manifest(String repository, String tag, String type, String text) {
        require(send("PUT", "/v2/" + repository + "/manifests/" + tag, type, text), 201);
    }

    private static void require(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    private int status(String method, String path) {
        try {
            return send(method, path, "", "").statusCode();
        } catch (UncheckedIOException notYet) {
            return 0;
        }
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + host + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (closed) {
            request.header("Authorization", new Login(USER, PASSWORD).basic());
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
