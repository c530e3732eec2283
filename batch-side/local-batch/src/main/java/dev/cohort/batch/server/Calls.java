package dev.cohort.batch.server;

import com.sun.net.httpserver.HttpExchange;
import dev.cohort.batch.api.ApiFault;
import dev.cohort.batch.api.BatchApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds what a request is for: AWS Batch below {@code /v1/}, and CloudWatch Logs by the target that a header names. */
final class Calls {
    private static final String TAGS = "/v1/tags/";
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LARGEST_SUBMISSION = 30 * 1024;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final JsonMapper JSON = new JsonMapper();

    private final BatchApi batch;
    private final LogsApi logs;
    private final SubmitRate rate;
    private final StateFile state;

    Calls(BatchApi batch, LogsApi logs, SubmitRate rate, StateFile state) {
        this.batch = batch;
        this.logs = logs;
        this.rate = rate;
        this.state = state;
    }

    /** What is wrong with the request is an {@link ApiFault}. */
    ObjectNode answer(HttpExchange exchange) throws IOException {
        requireSignature(exchange);
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        String path = exchange.getRequestURI().getRawPath();
        @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return logs.call(target.substring(target.indexOf('.') + 1), json(body));
        }
        return path.startsWith(TAGS)
                ? tags(exchange, decoded(path.substring(TAGS.length())), body)
                : batch(path.substring(path.lastIndexOf('/') + 1), body);
    }

    /** Every client of AWS signs; a page in a browser of this machine that was led here does not. */
    private static void requireSignature(HttpExchange exchange) {
        @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) {
            throw new ApiFault(FORBIDDEN, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
    }

    private ObjectNode batch(String operation, byte[] body) {
        if (operation.equals("submitjob")) {
            requireRoom(body);
        }
        ObjectNode answer = batch.call(operation, json(body));
        state.save(operation, batch);
        return answer;
    }

    private void requireRoom(byte[] body) {
        if (!rate.take()) {
            throw new ApiFault(TOO_MANY, "TooManyRequestsException", "Too Many Requests");
        }
        if (body.length > LARGEST_SUBMISSION) {
            throw ApiFault.client("The payload of SubmitJob is larger than 30 KiB.");
        }
    }

    private ObjectNode tags(HttpExchange exchange, String arn, byte[] body) {
        ObjectNode answer = switch (exchange.getRequestMethod()) {
            case "GET" -> batch.tags(arn);
            case "POST" -> batch.tag(arn, json(body));
            case "DELETE" -> batch.untag(arn, tagKeys(exchange.getRequestURI()));
            default -> throw ApiFault.client("There is no such operation on tags.");
        };
        state.save("tags", batch);
        return answer;
    }

    private static List<String> tagKeys(URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith("tagKeys="))
                .map(part -> decoded(part.substring("tagKeys=".length())))
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode json(byte[] body) {
        if (body.length == LARGEST_BODY) {
            throw ApiFault.client("The request is too large.");
        }
        try {
            if (body.length == 0) {
                return JSON.createObjectNode();
            }
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException torn) {
            throw unreadable("The request is no JSON: " + torn.getOriginalMessage());
        }
        throw unreadable("The request is no JSON object.");
    }

    private static ApiFault unreadable(String message) {
        return new ApiFault(BAD_REQUEST, "SerializationException", message);
    }
}
