package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.PlannedStep;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a run stands: who works on it, where the tasks of each step are, what failed, and what it waits for. */
public final class StatusText {
    static final String ATTACH = "attach";

    /** Of more failures than anybody reads, the first are listed and the rest counted. */
    private static final int MOST_SHOWN = 50;

    private final RunId run;
    private final RunProgress progress;
    private final RunEvent.Started begun;
    private final Owner owner;
    private final Presence presence;
    private final OnQueue onQueue;

    /**
     * What AWS Batch says of a run beside its counts.
     *
     * @param stuck why nothing of a step is started, by step
     * @param conductor the job that looks after it; null where there is none
     * @param unlisted how many tasks of a step count as failed and were not asked about, as they are too many, by step
     * @param unknown how many of its jobs are not done and AWS Batch does not know
     */
    public record OnQueue(
            Map<String, String> stuck, @Nullable String conductor, Map<String, Integer> unlisted, int unknown) {
        /** Of a run that is on no queue, or of which nobody could ask. */
        public static final OnQueue NOTHING = new OnQueue(Map.of(), null, Map.of(), 0);

        public OnQueue {
            stuck = Collections.unmodifiableMap(new LinkedHashMap<>(stuck));
            unlisted = Collections.unmodifiableMap(new LinkedHashMap<>(unlisted));
        }
    }

    /** The presence is that of its owner, as seen from here. */
    public StatusText(RunId run, RunProgress progress, Presence presence, OnQueue onQueue) {
        this.onQueue = onQueue;
        this.run = run;
        this.progress = progress;
        this.begun = Objects.requireNonNull(progress.started(), "started");
        this.owner = Objects.requireNonNull(progress.owner(), "owner");
        this.presence = presence;
    }

    /** Whether it goes on only if somebody attaches: jobs on a queue go on by themselves, but not those that are not there yet. */
    public boolean isCutOff() {
        return !progress.hasEnded()
                && presence == Presence.GONE
                && onQueue.conductor() == null
                && (!progress.isOnQueue()
                        || !progress.isAllSubmitted()
                        || progress.isAllDone()
                        || onQueue.unknown() > 0);
    }

    /** {@code attach} and {@code logs} are commands to be typed. */
    public List<String> lines(String attach, String logs) {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + run + " of " + begun.name() + ": " + progress.state().word() + ", begun "
                + Amounts.time(begun.at()));
        lines.addAll(who(attach));
        if (onQueue.unknown() > 0) {
            lines.add(unknown(attach));
        }
        onQueue.stuck().forEach((step, why) -> lines.add(StuckText.line(step, why)));
        lines.addAll(table());
        onQueue.unlisted()
                .forEach((step, tasks) -> lines.add("Of the tasks of " + step + " that count as failed "
                        + Amounts.count(tasks)
                        + " were not asked about, as they are so many: some may never have begun. `" + attach
                        + "` asks about all."));
        lines.addAll(failures(logs));
        return lines;
    }

    private List<String> who(String attach) {
        List<String> lines = new ArrayList<>();
        if (progress.cancel() != null) {
            lines.add(
                    "Its end was asked for by " + Visible.text(progress.cancel().by()) + ", "
                            + Amounts.time(progress.cancel().at()) + ".");
        }
        if (progress.end() != null) {
            lines.add("Ended " + Amounts.time(progress.end().at()) + "."
                    + (progress.end().why() == null
                            ? ""
                            : " " + Visible.text(progress.end().why())));
        } else {
            lines.add(whereabouts(attach));
        }
        return lines;
    }

    private String whereabouts(String attach) {
        String shown = owner.shown();
        if (progress.isOnQueue()) {
            return onQueue(shown, attach);
        }
        return switch (presence) {
            case ALIVE -> "It goes on in " + shown + ".";
            case GONE -> "Its process is gone (" + shown + "); `" + attach + "` goes on.";
            case ELSEWHERE -> "It was last in " + shown + ", which can't be seen from here.";
        };
    }

    private String onQueue(String owner, String attach) {
        String queue = "Its jobs are in the queue " + Visible.text(String.valueOf(begun.queue()));
        if (onQueue.conductor() != null) {
            return queue + "; a conductor looks after them: " + Visible.text(onQueue.conductor()) + ".";
        }
        return switch (presence) {
            case ALIVE -> queue + "; " + owner + " looks after them.";
            case GONE -> queue + "; " + whatNobodyDoes(attach);
            case ELSEWHERE -> queue + "; " + owner + " looked after them last, which can't be seen from here.";
        };
    }

    private String unknown(String attach) {
        String jobs = Amounts.count(onQueue.unknown()) + (onQueue.unknown() == 1 ? " job" : " jobs");
        return "AWS Batch does not know " + jobs
                + " of it: long ago that is usual, and AWS_PROFILE may name another account."
                + (isCutOff() ? " `" + attach + "` finds out what became of them, and brings the run to its end." : "");
    }

    private String whatNobodyDoes(String attach) {
        if (progress.isAllDone() && progress.isAllSubmitted()) {
            return "they have ended, and `" + attach + "` sums up.";
        }
        if (progress.isAllSubmitted() && onQueue.unknown() > 0) {
            return "nobody looks after them.";
        }
        return progress.isAllSubmitted()
                ? "nobody looks after them, and nobody has to."
                : "others wait to be submitted: `" + attach + "` goes on.";
    }

    private List<String> table() {
        Table table = new Table(
                "step", ">total", ">done", ">failed", ">stopped", ">not started", ">running", ">pending", "?>retries");
        for (PlannedStep step : steps()) {
            TaskCounts counts = progress.step(step.name());
            table.row(
                    step.name(),
                    Amounts.count(counts.total()),
                    Amounts.count(counts.succeeded() + counts.passed()),
                    Amounts.count(counts.failed()),
                    Amounts.count(counts.cancelled()),
                    Amounts.count(counts.upstream()),
                    Amounts.count(counts.running()),
                    Amounts.count(counts.pending()),
                    counts.retries() == 0 ? "-" : Amounts.count(counts.retries()));
        }
        return table.lines();
    }

    /** What had nothing to do is no part of the run. */
    private List<PlannedStep> steps() {
        return progress.steps().stream()
                .filter(step -> progress.step(step.name()).total() > 0)
                .toList();
    }

    private List<String> failures(String logs) {
        List<FailedTask> failures = progress.failures();
        List<String> lines = new ArrayList<>();
        failures.stream()
                .limit(MOST_SHOWN)
                .forEach(task -> lines.add("failed: " + TaskWords.name(task.step(), task.sample()) + " ("
                        + TaskWords.kind(task.kind()) + "): " + Visible.text(task.message())));
        int more = progress.all().failed() - lines.size();
        if (more > 0 && !lines.isEmpty()) {
            lines.add("… and " + Amounts.count(more) + " more.");
        }
        if (!lines.isEmpty()) {
            lines.add("`" + logs + " STEP SAMPLE` shows what a task printed.");
        }
        return lines;
    }

    public Json json() {
        return Json.object()
                .put("run", run.text())
                .put("name", begun.name())
                .put("pipeline", begun.pipeline())
                .put("state", progress.state().word())
                .put("waitingFor", isCutOff() ? Json.text(ATTACH) : Json.nothing())
                .put("started", begun.at().toString())
                .putIfPresent(
                        "ended",
                        progress.end() == null ? null : progress.end().at().toString())
                .putIfPresent("conductor", onQueue.conductor())
                .putAll("stuck", onQueue.stuck(), Json::text)
                .putIfPresent("unlisted", unlisted())
                .putIfPresent("unknown", onQueue.unknown() == 0 ? null : onQueue.unknown())
                .put("steps", PlanJson.array(steps(), this::step))
                .put("failures", PlanJson.array(progress.failures(), StatusText::failure))
                .build();
    }

    private @Nullable Json unlisted() {
        JsonObject.Builder json = Json.object();
        onQueue.unlisted().forEach((step, tasks) -> json.put(step, (long) tasks));
        return onQueue.unlisted().isEmpty() ? null : json.build();
    }

    private Json step(PlannedStep step) {
        TaskCounts counts = progress.step(step.name());
        JsonObject.Builder json = Json.object().put("step", step.name()).put("total", (long) counts.total());
        counts.putInto(json);
        return json.build();
    }

    private static Json failure(FailedTask task) {
        return Json.object()
                .put("step", task.step())
                .put("sample", task.sample() == null ? Json.nothing() : Json.text(task.sample()))
                .put("kind", task.kind().word())
                .put("message", task.message())
                .putIfPresent("log", task.log())
                .build();
    }
}
