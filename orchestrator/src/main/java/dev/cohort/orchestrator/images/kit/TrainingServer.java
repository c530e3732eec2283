package dev.cohort.orchestrator.images.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers the few requests of one task as S3 would, behind encryption, and beside it hands out credentials as a container's agent does. */
final class TrainingServer implements AutoCloseable {
    private static final String CREDENTIALS = """
            {"AccessKeyId": "training", "SecretAccessKey": "training", "Token": "training",
             "Expiration": "2099-01-01T00:00:00Z", "RoleArn": "training"}
            """;
    private static final String NO_OBJECTS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>training</Name><KeyCount>0</KeyCount>\
            <MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>
            """;
    private static final String BUCKET = "/" + TrainingTask.BUCKET + "/";

    private final HttpsServer store;
    private final HttpServer agent;
    private final Map<String, byte[]> objects;

    private TrainingServer(HttpsServer store, HttpServer agent, Map<String, byte[]> objects) {
        this.store = store;
        this.agent = agent;
        this.objects = new ConcurrentHashMap<>(objects);
    }

    static TrainingServer start(TrainingCertificate certificate, Map<String, byte[]> objects) throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpsServer store = HttpsServer.create(anywhere, 0);
        store.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        TrainingServer server = new TrainingServer(store, HttpServer.create(anywhere, 0), objects);
        server.start();
        return server;
    }

    private void start() {
        store.createContext("/", this::serve);
        agent.createContext("/", exchange -> answer(exchange, 200, CREDENTIALS.getBytes(StandardCharsets.UTF_8)));
        store.start();
        agent.start();
    }

    /** How a worker finds both. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_S3",
                "https://localhost:" + store.getAddress().getPort(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:" + agent.getAddress().getPort() + "/credentials");
    }

    boolean has(String key) {
        return objects.containsKey(key);
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] given = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String key = path.startsWith(BUCKET) ? path.substring(BUCKET.length()) : "";
        exchange.getResponseHeaders().set("ETag", "\"00000000000000000000000000000001\"");
        exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        if (exchange.getRequestMethod().equals("PUT")) {
            objects.put(key, given);
            answer(exchange, 200, new byte[0]);
        } else if (key.isEmpty()) {
            answer(exchange, 200, NO_OBJECTS.getBytes(StandardCharsets.UTF_8));
        } else {
            give(exchange, objects.get(key));
        }
    }

    private static void give(HttpExchange exchange, byte @Nullable [] object) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (object == null) {
            answer(exchange, 404, new byte[0]);
        } else if (range == null) {
            answer(exchange, 200, object);
        } else {
            String[] ends = range.substring("bytes=".length()).split("-", 2);
            int from = Integer.parseInt(ends[0]);
            int to = ends[1].isEmpty() ? object.length : Math.min(object.length, Integer.parseInt(ends[1]) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
            answer(exchange, 206, Arrays.copyOfRange(object, from, to));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean silent = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        if (silent) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        store.stop(0);
        agent.stop(0);
    }
}
