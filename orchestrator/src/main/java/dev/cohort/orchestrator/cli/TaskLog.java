package dev.cohort.orchestrator.cli;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Lane;
import dev.cohort.contract.Outcome;
import dev.cohort.orchestrator.catalog.FollowedLog;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.StoredTask;
import dev.cohort.orchestrator.catalog.TaskTraces;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.view.TaskWords;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import dev.cohort.worker.LiveTasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log of one task, as it is now: stored, or as far as it has come. */
final class TaskLog {
    /** Failures after which a worker asks for another attempt. */
    private static final Set<FailureKind> OF_THE_MOMENT =
            EnumSet.of(FailureKind.SPOT_RECLAIMED, FailureKind.TERMINATED, FailureKind.PLATFORM);

    private final Console console;
    private final Store store;
    private final StoredRun run;
    private final StoredStep step;
    private final @Nullable String sample;
    private final TaskTraces traces;
    private final LogOutput output;
    private final String name;

    TaskLog(Console console, Store store, StoredRun run, StoredStep step, @Nullable String sample) {
        this.console = console;
        this.store = store;
        this.run = run;
        this.step = step;
        this.sample = sample;
        this.traces = new TaskTraces(store, run);
        this.output = new LogOutput(console);
        this.name = TaskWords.name(step.name(), sample);
    }

    String name() {
        return name;
    }

    /** The exit code. */
    int show(@Nullable Integer attempt) throws IOException {
        Optional<FollowedLog> live = live(false).filter(log -> attempt == null || log.attempt() == attempt);
        if (live.isEmpty()) {
            return showStored(attempt);
        }
        boolean any = copy(live.get());
        console.note(
                any
                        ? name + " is still running; --follow goes on with its log"
                        : name + " is running, and has printed nothing yet; --follow waits for it");
        return ExitCode.OK;
    }

    /** The log of the attempt that is under way. What a body may have printed of its secrets is taken out only when it has ended. */
    Optional<FollowedLog> live(boolean waits) {
        return hasSecrets() ? Optional.empty() : FollowedLog.of(store, run.id(), step.name(), sample, waits);
    }

    private boolean hasSecrets() {
        return run.task(step.name(), sample)
                .filter(task -> !run.assignment(task.job()).terms().secrets().isEmpty())
                .isPresent();
    }

    /** Prints it to its end; false where it had nothing. */
    boolean copy(FollowedLog log) throws IOException {
        try (log) {
            output.copy(log);
            return log.wasRead();
        }
    }

    /** What the task left in this run, if it has ended. */
    Optional<Outcome> outcome() {
        return traces.outcomes(step.name(), sample).stream()
                .filter(traces::isOwn)
                .findFirst();
    }

    /** Whether an attempt that left this may be followed by another. */
    boolean mayBeTriedAgain(Outcome outcome) {
        return outcome.kind() != null && OF_THE_MOMENT.contains(outcome.kind()) && outcome.attempt() < step.attempts();
    }

    /** Whether the store has the log of an attempt. */
    boolean hasStored(int attempt) {
        return traces.logs(step.name(), sample).containsKey(attempt);
    }

    /** The log of an attempt that is over, the latest unless one is named; where there is none, why. The exit code. */
    int showStored(@Nullable Integer attempt) throws IOException {
        SortedMap<Integer, Stored> logs = traces.logs(step.name(), sample);
        Integer wanted = attempt != null ? attempt : logs.isEmpty() ? null : logs.lastKey();
        Stored log = wanted == null ? null : logs.get(wanted);
        if (log != null) {
            try (Opened opened = store.get(log.key())) {
                output.copy(opened.body());
            }
            return ExitCode.OK;
        }
        if (attempt != null && (!logs.isEmpty() || outcome().isPresent())) {
            return noSuchAttempt(attempt, logs);
        }
        if (showCutOff(attempt)) {
            return ExitCode.OK;
        }
        console.note(whyNone());
        return outcome().isPresent() || isToCome() ? ExitCode.OK : ExitCode.USAGE;
    }

    /** What the task had printed when its process was killed, which nobody has cleared up yet; false where there is nothing. */
    private boolean showCutOff(@Nullable Integer attempt) throws IOException {
        Optional<LiveTasks.LiveTask> left = hasSecrets()
                ? Optional.empty()
                : new LiveTasks(store)
                        .findCutOff(run.id().text(), step.name(), sample)
                        .filter(task -> attempt == null || task.attempt() == attempt);
        if (left.isEmpty()) {
            return false;
        }
        try (InputStream log = Files.newInputStream(left.get().log(), LinkOption.NOFOLLOW_LINKS)) {
            output.copy(log);
        } catch (NoSuchFileException nothingPrinted) {
            return false;
        }
        console.note(name + " was running when the process of its run was killed: this is its log as far as it came; `"
                + Typed.command(console, store, "attach", run.id()) + "` goes on with the run");
        return true;
    }

    private int noSuchAttempt(int attempt, SortedMap<Integer, Stored> logs) {
        if (outcome().filter(outcome -> outcome.attempt() >= attempt).isPresent()) {
            console.note("attempt " + attempt + " at " + name + " printed nothing");
            return ExitCode.OK;
        }
        String there = logs.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return RunReading.refuse(
                console,
                Problem.error("there was no attempt " + attempt + " at " + name)
                        .hint(
                                there.isEmpty()
                                        ? "there was one, which printed nothing"
                                        : "there is a log of attempt " + there));
    }

    /** Why there is nothing to show of it. */
    String whyNone() {
        Optional<Outcome> own = outcome();
        if (own.isPresent()) {
            return name + " printed nothing"
                    + (own.get().status() == Outcome.Status.FAILED ? "; " + TaskWords.failure(own.get()) : "");
        }
        if (hasSecrets()) {
            return name + " has secrets: what it prints is shown when it has ended, and they are taken out";
        }
        if (run.isNotNeeded(step.name(), sample)) {
            return name + " had nothing to do in the run " + run.id() + ": the sample has no need of the step";
        }
        if (isToRun()) {
            return name + (hasRunEnded() ? " did not begin in the run " : " has not begun in the run ") + run.id()
                    + ", or left no log there";
        }
        return name + " had nothing to do in the run " + run.id() + ": " + whyNothing();
    }

    private boolean isToCome() {
        return !run.isNotNeeded(step.name(), sample) && isToRun() && !hasRunEnded();
    }

    private boolean hasRunEnded() {
        return Follower.replay(new Journal(store, run.id())).hasEnded();
    }

    private boolean isToRun() {
        Optional<StoredTask> task = run.task(step.name(), sample);
        if (task.isEmpty()) {
            return false;
        }
        Lane lane = run.assignment(task.get(), 1).lane();
        return lane == null || !lane.passes().contains(step.name());
    }

    /** The run that made them has the log. */
    private String whyNothing() {
        List<Outcome> others = traces.outcomes(step.name(), sample);
        return others.isEmpty()
                ? "nothing that was to be made has need of it"
                : "its results were there, made by the run " + others.get(0).run();
    }
}
