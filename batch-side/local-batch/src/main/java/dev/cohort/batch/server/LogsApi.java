package dev.cohort.batch.server;

import dev.cohort.batch.api.ApiFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** As much of CloudWatch Logs as reading the log of a job takes. */
final class LogsApi {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int BAD_REQUEST = 400;
    private static final int MOST_STREAMS = 50;

    private final TaskLogs logs;

    LogsApi(TaskLogs logs) {
        this.logs = logs;
    }

    ObjectNode call(String operation, JsonNode request) {
        return switch (operation) {
            case "GetLogEvents" -> events(request);
            case "DescribeLogStreams" -> streams(request);
            default ->
                throw new ApiFault(
                        BAD_REQUEST, "UnknownOperationException", "There is no operation " + operation + " here.");
        };
    }

    private static ApiFault invalid(String message) {
        return new ApiFault(BAD_REQUEST, "InvalidParameterException", message);
    }

    private static String text(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (!value.isString()) {
            throw invalid(name + " must be given.");
        }
        return value.stringValue();
    }

    private ObjectNode streams(JsonNode request) {
        List<TaskLog> found = logs.group(
                text(request, "logGroupName"),
                request.path("logStreamNamePrefix").stringValue(""));
        int from = Math.min(position(request.path("nextToken").stringValue("s/0"), "s"), found.size());
        int to = Math.min(from + MOST_STREAMS, found.size());
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        found.subList(from, to)
                .forEach(
                        log -> list.addObject().put("logStreamName", log.stream).put("storedBytes", log.size()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("logStreams", list);
        return to < found.size() ? answer.put("nextToken", "s/" + to) : answer;
    }

    private static int position(String token, String kind) {
        if (!token.matches(kind + "/[0-9]{1,9}")) {
            throw invalid("The specified nextToken is invalid.");
        }
        return Integer.parseInt(token.substring(kind.length() + 1));
    }

    /** The end is told by a forward token that is the one that was sent. */
    private ObjectNode events(JsonNode request) {
        TaskLog log = logs.find(text(request, "logGroupName"), text(request, "logStreamName"))
                .orElseThrow(() -> new ApiFault(
                        BAD_REQUEST, "ResourceNotFoundException", "The specified log stream does not exist."));
        int limit = Math.min(Math.max(1, request.path("limit").intValue(MOST_EVENTS)), MOST_EVENTS);
        boolean fromHead = request.path("startFromHead").booleanValue(false);
        String token = request.path("nextToken").stringValue(null);
        Lines lines = token != null && token.startsWith("f/") || token == null && fromHead
                ? Lines.after(log, token == null ? 0 : position(token, "f"), limit)
                : Lines.before(
                        log,
                        token == null ? (int) Math.min(Integer.MAX_VALUE, log.size()) : position(token, "b"),
                        limit);
        return answer(log, lines, request);
    }

    private static ObjectNode answer(TaskLog log, Lines lines, JsonNode request) {
        long since = request.path("startTime").longValue(Long.MIN_VALUE);
        long until = request.path("endTime").longValue(Long.MAX_VALUE);
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (Line line : lines.all) {
            long time = log.timeOf(line.offset);
            if (time >= since && time < until) {
                events.addObject()
                        .put("timestamp", time)
                        .put("message", line.text)
                        .put("ingestionTime", time);
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("events", events);
        return answer.put("nextForwardToken", "f/" + lines.end).put("nextBackwardToken", "b/" + lines.start);
    }

    /** A line of a log, without its end. */
    private record Line(int offset, String text) {}

    /** Lines that follow each other, from a first byte to one behind the last. */
    private record Lines(List<Line> all, int start, int end) {

        static Lines after(TaskLog log, int from, int limit) {
            byte[] bytes = TaskLogs.bytes(log, from, MOST_BYTES);
            List<Line> all = new ArrayList<>();
            int start = 0;
            while (start < bytes.length && all.size() < limit) {
                int end = endOfLine(bytes, start);
                if (end == bytes.length && isCutShort(log, bytes, start)) {
                    break;
                }
                all.add(new Line(from + start, text(bytes, start, end)));
                start = Math.min(end + 1, bytes.length);
            }
            return new Lines(all, from, from + start);
        }

        /** The rest of a line may be still to come, or beyond what was read; a line that fills all that can be read is cut there. */
        private static boolean isCutShort(TaskLog log, byte[] bytes, int start) {
            boolean fillsAll = start == 0 && bytes.length == MOST_BYTES;
            return !fillsAll && (bytes.length == MOST_BYTES || !log.isComplete());
        }

        /** The last lines before an offset. */
        static Lines before(TaskLog log, int to, int limit) {
            int from = Math.max(0, to - MOST_BYTES);
            byte[] bytes = TaskLogs.bytes(log, from, to - from);
            int start = bytes.length;
            for (int count = 0; count < limit && start > 0; count++) {
                start--;
                while (start > 0 && bytes[start - 1] != '\n') {
                    start--;
                }
            }
            Lines lines = after(log, from + start, limit);
            return lines.end <= to ? lines : new Lines(lines.all, lines.start, to);
        }

        private static int endOfLine(byte[] bytes, int start) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            return end;
        }

        private static String text(byte[] bytes, int start, int end) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
    }
}
