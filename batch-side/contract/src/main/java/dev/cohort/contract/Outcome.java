package dev.cohort.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a task left behind; written last, it is the commit point of an attempt. {@code sample} is null for the cohort,
 * {@code kind} is there exactly when the task failed, {@code in} is null when it failed before its inputs were known. {@code spent} says
 * how many of the attempts that its step allows are used up, where its compute makes others for reasons of its own; else it is null.
 */
public record Outcome(
        String run,
        String step,
        @Nullable String sample,
        int attempt,
        @Nullable Integer spent,
        @Nullable String jobId,
        Status status,
        @Nullable FailureKind kind,
        @Nullable Integer toolExit,
        @Nullable Integer signal,
        @Nullable String message,
        String def,
        @Nullable String in,
        List<OutputFile> outputs,
        Phases phases,
        @Nullable Long cpuMs,
        @Nullable Long peakMiB,
        Instant startedAt,
        Instant endedAt,
        Map<String, Json> metrics,
        String logTail) {
    public Outcome {
        StoreLayout.requireSegment(run, "`run`");
        StoreLayout.requireSegment(step, "`step`");
        requireKind(status, kind);
        requireAttempt(attempt);
        Digest.requireSha256(def, "`def`");
        if (in != null) {
            Digest.requireSha256(in, "`in`");
        }
        outputs = List.copyOf(outputs);
        Objects.requireNonNull(phases, "phases");
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
        metrics = Copies.ordered(metrics);
        Objects.requireNonNull(logTail, "logTail");
    }

    /** How the attempt ended; a passed task did not run, as what it would have made is there. */
    public enum Status {
        SUCCEEDED,
        FAILED,
        PASSED;

        /** How it is written in JSON. */
        public String word() {
            return Words.of(this);
        }
    }

    public Json toJson() {
        return Json.object()
                .put("contract", Fields.CONTRACT)
                .put("run", run)
                .put("step", step)
                .put("sample", sample == null ? Json.nothing() : Json.text(sample))
                .put("attempt", attempt)
                .putIfPresent("spent", spent)
                .putIfPresent("jobId", jobId)
                .put("status", status.word())
                .putIfPresent("kind", kind == null ? null : kind.word())
                .putIfPresent("toolExit", toolExit)
                .putIfPresent("signal", signal)
                .putIfPresent("message", message)
                .put("def", def)
                .putIfPresent("in", in)
                .put(
                        "outputs",
                        Json.array(outputs.stream().map(OutputFile::toJson).toList()))
                .put("phases", phases.toJson())
                .putIfPresent("cpuMs", cpuMs)
                .putIfPresent("peakMiB", peakMiB)
                .put("startedAt", startedAt.toString())
                .put("endedAt", endedAt.toString())
                .putAll("metrics", metrics, metric -> metric)
                .put("logTail", logTail)
                .build();
    }

    public static Outcome fromJson(Json json) {
        Fields outcome = json.fields("outcome").checkContract();
        return outcome.make(() -> new Outcome(
                outcome.text("run"),
                outcome.text("step"),
                outcome.textOrNull("sample"),
                outcome.integer("attempt"),
                outcome.integerOrNull("spent"),
                outcome.textOrNull("jobId"),
                outcome.word("status", Status.class),
                outcome.has("kind") ? outcome.word("kind", FailureKind.class) : null,
                outcome.integerOrNull("toolExit"),
                outcome.integerOrNull("signal"),
                outcome.textOrNull("message"),
                outcome.text("def"),
                outcome.textOrNull("in"),
                outcome.list("outputs", OutputFile::fromJson),
                Phases.fromJson(outcome.object("phases")),
                outcome.wholeOrNull("cpuMs"),
                outcome.wholeOrNull("peakMiB"),
                instant(outcome, "startedAt"),
                instant(outcome, "endedAt"),
                outcome.map("metrics", (metric, where) -> metric),
                outcome.text("logTail")));
    }

    /** The outcome that a stored text says; an empty or torn text is no outcome. */
    public static Optional<Outcome> read(String text) {
        Json json;
        try {
            json = Json.parse(text);
        } catch (JsonFault torn) {
            return Optional.empty();
        }
        return Optional.of(fromJson(json));
    }

    private static Instant instant(Fields outcome, String name) {
        String text = outcome.text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw outcome.fault(name, "is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static void requireKind(Status status, @Nullable FailureKind kind) {
        if ((status == Status.FAILED) != (kind != null)) {
            throw new IllegalArgumentException("`kind` says why a task failed; it is "
                    + (kind == null ? "missing" : kind.word()) + " where `status` is " + status.word());
        }
    }

    private static void requireAttempt(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("`attempt` is " + attempt + "; attempts are counted from 1");
        }
    }
}
