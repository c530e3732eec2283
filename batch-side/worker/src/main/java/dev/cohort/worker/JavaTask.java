package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.Limits;
import dev.cohort.step.LaneFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task whose body is a Java class, as a file tells it to the JVM that it runs in; and what that JVM leaves as its result.
 */
record JavaTask(
        String className,
        Path payload,
        @Nullable String sample,
        Map<String, String> values,
        Map<String, List<Path>> files,
        Map<String, List<LaneFile>> gathers,
        Map<String, Path> outputs,
        Map<String, String> with,
        int cpus,
        long memoryMiB,
        Path scratch,
        Path result) {
    private static final String TASK = "task.json";
    private static final String RESULT = "result.json";
    /** Less is too little for any JVM. */
    private static final long LEAST_HEAP_MIB = 32;

    /** The process that runs it. */
    static Launch launch(WorkerSettings settings, Attempt attempt, Body.Java body, Map<String, String> environment)
            throws IOException {
        Path file = attempt.directory().root().resolve(TASK);
        Files.writeString(file, of(attempt, body).toJson().compact());
        List<String> argv = new ArrayList<>(settings.java().command());
        argv.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
        argv.addAll(heap(attempt.job().limits()));
        argv.addAll(List.of("-cp", settings.java().classPath(), JavaBody.class.getName(), file.toString()));
        return new Launch(argv, environment, "", body.className());
    }

    /** Half for the step itself; the other half is for the tools that it starts, and for what a JVM needs beside its heap. */
    private static List<String> heap(Limits limits) {
        Long bound = limits.memoryMiB();
        return bound == null ? List.of() : List.of("-Xmx" + Math.max(LEAST_HEAP_MIB, bound / 2) + "m");
    }

    private static JavaTask of(Attempt attempt, Body.Java body) throws IOException {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        Map<String, List<Path>> files = new java.util.LinkedHashMap<>();
        Map<String, List<LaneFile>> gathers = new java.util.LinkedHashMap<>();
        attempt.given().forEach((name, given) -> {
            if (given.lanes() != null) {
                gathers.put(name, given.lanes());
            } else if (given.isFile()) {
                files.put(name, given.files());
            } else {
                values.put(name, given.text());
            }
        });
        Map<String, Path> outputs = new java.util.LinkedHashMap<>();
        attempt.wanted().forEach((name, output) -> outputs.put(name, output.at()));
        Map<String, String> with = new java.util.LinkedHashMap<>();
        body.with().forEach((name, value) -> with.put(name, attempt.values().render(value)));
        Limits limits = attempt.job().limits();
        return new JavaTask(
                body.className(),
                payload(attempt),
                attempt.task().sample(),
                values,
                files,
                gathers,
                outputs,
                with,
                Values.cpus(limits),
                Values.memoryMiB(limits),
                attempt.directory().work(),
                attempt.directory().root().resolve(RESULT));
    }

    private static Path payload(Attempt attempt) {
        Path payload = attempt.payload();
        if (payload == null) {
            throw new TaskFailure(
                    FailureKind.STAGE_IN,
                    "Step " + attempt.job().step() + " has a `java` body, but its job names no payload.");
        }
        return payload;
    }

    JsonObject toJson() {
        return Json.object()
                .put("class", className)
                .put("payload", payload.toString())
                .putIfPresent("sample", sample)
                .putAll("values", values, Json::text)
                .putAll("files", files, JavaTask::paths)
                .putAll("gathers", gathers, JavaTask::lanes)
                .putAll("outputs", outputs, path -> Json.text(path.toString()))
                .putAll("with", with, Json::text)
                .put("cpus", cpus)
                .put("memoryMiB", memoryMiB)
                .put("scratch", scratch.toString())
                .put("result", result.toString())
                .build();
    }

    private static Json paths(List<Path> paths) {
        return Json.texts(paths.stream().map(Path::toString).toList());
    }

    private static Json lanes(List<LaneFile> lanes) {
        return Json.array(lanes.stream()
                .map(lane -> Json.object()
                        .put("sample", lane.sample())
                        .putIfPresent(
                                "path", lane.path() == null ? null : lane.path().toString())
                        .put("status", lane.status())
                        .build())
                .toList());
    }

    static JavaTask read(Path file) throws IOException {
        Fields task = Json.parse(Files.readString(file)).fields("task");
        return new JavaTask(
                task.text("class"),
                Path.of(task.text("payload")),
                task.textOrNull("sample"),
                task.map("values", JavaTask::text),
                task.map("files", JavaTask::pathsOf),
                task.map("gathers", JavaTask::lanesOf),
                task.map("outputs", (json, where) -> Path.of(text(json, where))),
                task.map("with", JavaTask::text),
                task.integer("cpus"),
                task.whole("memoryMiB"),
                Path.of(task.text("scratch")),
                Path.of(task.text("result")));
    }

    private static String text(Json json, String where) {
        return Json.object().put("text", json).build().fields(where).text("text");
    }

    private static List<Path> pathsOf(Json json, String where) {
        return Json.object().put("paths", json).build().fields(where).texts("paths").stream()
                .map(Path::of)
                .toList();
    }

    private static List<LaneFile> lanesOf(Json json, String where) {
        return Json.object().put("lanes", json).build().fields(where).list("lanes", (lane, at) -> {
            Fields fields = lane.fields(at);
            String path = fields.textOrNull("path");
            return new LaneFile(fields.text("sample"), path == null ? null : Path.of(path), fields.text("status"));
        });
    }

    /** What the JVM of a {@code java} body left; null for other bodies, and where it did not get so far. */
    static @Nullable BodyEnd result(Attempt attempt) throws IOException {
        if (!(attempt.job().body() instanceof Body.Java)) {
            return null;
        }
        try {
            String text = Files.readString(attempt.directory().root().resolve(RESULT));
            return end(Json.parse(text).fields("result"));
        } catch (NoSuchFileException | JsonFault e) {
            return null;
        }
    }

    private static BodyEnd end(Fields result) {
        return new BodyEnd(
                result.flag("failed"),
                result.integerOrNull("toolExit"),
                result.integerOrNull("signal"),
                result.textOrNull("message"),
                result.flag("heapExhausted"),
                result.map("metrics", (metric, where) -> metric));
    }

    /** Whole or not at all, as this JVM may be killed at any moment. */
    void write(BodyEnd end) throws IOException {
        Json json = Json.object()
                .put("failed", end.failed())
                .putIfPresent("toolExit", end.toolExit())
                .putIfPresent("signal", end.signal())
                .putIfPresent("message", end.message())
                .put("heapExhausted", end.heapExhausted())
                .putAll("metrics", end.metrics(), metric -> metric)
                .build();
        Path writing = result.resolveSibling("result.writing");
        Files.writeString(writing, json.compact());
        Files.move(writing, result, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
