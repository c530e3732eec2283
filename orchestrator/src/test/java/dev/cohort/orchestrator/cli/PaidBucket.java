package dev.cohort.orchestrator.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A bucket of others that answers only whoever pays, as far as reading goes; the tests' S3 server knows no such thing. */
final class PaidBucket implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> files;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param files by their keys */
    PaidBucket(Map<String, String> files) throws IOException {
        this.files = Map.copyOf(files);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/public", this::answer);
        server.start();
    }

    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "thing",
                "AWS_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    /** The methods of all requests, each with what it was for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().replaceFirst("^/public/?", "");
            asked.add(exchange.getRequestMethod() + " " + (key.isEmpty() ? "list" : key));
            boolean paid = "requester".equals(exchange.getRequestHeaders().getFirst("x-amz-request-payer"));
            if (!paid) {
                send(exchange, 403, "<Error><Code>AccessDenied</Code></Error>");
            } else if (key.isEmpty()) {
                send(exchange, 200, listing());
            } else if (files.containsKey(key)) {
                exchange.getResponseHeaders().set("ETag", "\"" + key.hashCode() + "\"");
                send(exchange, 200, files.get(key));
            } else {
                send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            }
        }
    }

    private String listing() {
        return files.keySet().stream()
                .sorted()
                .map(key -> "<Contents><Key>" + key + "</Key><ETag>" + key.hashCode() + "</ETag><Size>"
                        + files.get(key).length() + "</Size></Contents>")
                .collect(Collectors.joining("", "<ListBucketResult>", "</ListBucketResult>"));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
