package dev.cohort.batch.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cohort.batch.api.ApiFault;
import dev.cohort.batch.api.BatchApi;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks HTTP as AWS does: answers in JSON, and errors by a header, a status and a sentence. */
final class BatchServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int OK = 200;
    private static final int SERVER_FAULT = 500;
    private static final JsonMapper JSON = new JsonMapper();

    /** The JDK sends head and body of an answer apart, and without this the body waits 40 ms for the client to acknowledge the head. */
    private static final String SEND_AT_ONCE = "sun.net.httpserver.nodelay";

    static {
        System.setProperty(SEND_AT_ONCE, "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private BatchServer(HttpServer http) {
        this.http = http;
    }

    /** Takes the port, so that its number is known, and answers nobody yet. */
    static BatchServer bind(InetSocketAddress address) throws IOException {
        try {
            return new BatchServer(HttpServer.create(address, 0));
        } catch (BindException taken) {
            throw new IOException(
                    address.getHostString() + ":" + address.getPort() + " can't be listened on: " + taken.getMessage()
                            + "; another --port, or 0 for any that is free, may do",
                    taken);
        }
    }

    void serve(BatchApi batch, LogsApi logs, SubmitRate rate, StateFile state) {
        Calls calls = new Calls(batch, logs, rate, state);
        http.setExecutor(threads);
        http.createContext("/", exchange -> handle(exchange, calls));
        http.start();
    }

    String endpoint() {
        return "http://" + http.getAddress().getHostString() + ":"
                + http.getAddress().getPort();
    }

    private static void handle(HttpExchange exchange, Calls calls) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            try {
                answer(exchange, OK, calls.answer(exchange));
            } catch (ApiFault fault) {
                refuse(exchange, fault);
            } catch (RuntimeException unforeseen) {
                unforeseen.printStackTrace();
                refuse(exchange, new ApiFault(SERVER_FAULT, "ServerException", "local-batch failed: " + unforeseen));
            }
        }
    }

    private static void refuse(HttpExchange exchange, ApiFault fault) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", fault.type());
        answer(
                exchange,
                fault.status(),
                JSON.createObjectNode().put("__type", fault.type()).put("message", fault.getMessage()));
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdown();
    }
}
