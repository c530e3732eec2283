package dev.cohort.orchestrator.cli;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.aws.JobLogs;
import dev.cohort.orchestrator.view.TaskWords;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log of a task on a queue: the copy in the store where the attempt left one, else what CloudWatch has. Why a task failed is told
 * before its log is looked for, as it may be all that there is.
 */
final class QueueTaskLog {
    private static final long LOOK_S = 2;

    private final Console console;
    private final QueueTasks tasks;
    private final TaskLog log;
    private final String step;
    private final @Nullable String sample;
    private final LogOutput output;

    QueueTaskLog(Console console, QueueTasks tasks, TaskLog log, String step, @Nullable String sample) {
        this.console = console;
        this.tasks = tasks;
        this.log = log;
        this.step = step;
        this.sample = sample;
        this.output = new LogOutput(console);
    }

    /** The exit code. */
    int show(@Nullable Integer attempt) throws IOException {
        Optional<Outcome> left = log.outcome();
        if (isSettled(left, attempt)) {
            left.filter(outcome -> attempt == null || attempt == outcome.attempt())
                    .filter(outcome -> log.hasStored(outcome.attempt()))
                    .ifPresent(this::tellFailure);
            return log.showStored(attempt);
        }
        Optional<String> id = id();
        if (id.isEmpty()) {
            console.note(whyNoJob());
            return ExitCode.OK;
        }
        Optional<JobLogs.Told> told = tasks.logs().look(id.get());
        return told.isPresent() ? show(told.get(), attempt) : forgotten(id.get(), attempt);
    }

    /** Whether the store has all that there will be of the attempt that is meant. */
    private boolean isSettled(Optional<Outcome> left, @Nullable Integer attempt) {
        if (attempt != null && log.hasStored(attempt)) {
            return true;
        }
        return left.filter(outcome -> attempt == null || attempt == outcome.attempt())
                .filter(outcome ->
                        !log.mayBeTriedAgain(outcome) || tasks.progress().hasEnded())
                .isPresent();
    }

    /** Where nothing was printed, whoever says so says this with it. */
    private void tellFailure(Outcome outcome) {
        if (outcome.status() == Outcome.Status.FAILED) {
            console.note(
                    log.name() + (wasStopped(outcome) ? " was stopped: " : " failed: ") + TaskWords.failure(outcome));
        }
    }

    /** A worker that is told to stop does not hear why. */
    private boolean wasStopped(Outcome outcome) {
        return outcome.kind() == FailureKind.TERMINATED && tasks.progress().cancel() != null;
    }

    private Optional<String> id() {
        return tasks.find(step, sample).map(QueueTasks.Placed::id);
    }

    private String whyNoJob() {
        return tasks.find(step, sample).isEmpty() || tasks.progress().hasEnded()
                ? log.whyNone()
                : log.name() + " has not begun: its job has not been submitted";
    }

    /** AWS Batch keeps jobs for a week or so after their end, and says only as long where their logs are. */
    private int forgotten(String id, @Nullable Integer attempt) throws IOException {
        if (log.outcome().isPresent()) {
            return log.showStored(attempt);
        }
        console.note("AWS Batch does not know " + id + ", which was " + log.name()
                + ", any more; it left no log in the store, and where CloudWatch has one can't be told now");
        return ExitCode.OK;
    }

    private int show(JobLogs.Told told, @Nullable Integer attempt) throws IOException {
        if (attempt != null && attempt > told.attempts().size()) {
            return noSuchAttempt(told, attempt);
        }
        if (told.failed()) {
            console.note(log.name() + " " + told.standing());
        }
        Optional<JobLogs.Attempt> wanted = attempt == null
                ? told.lastPrinting()
                : Optional.of(told.attempts().get(attempt - 1)).filter(each -> each.stream() != null);
        if (wanted.isEmpty()) {
            tellUnprinted(told, attempt);
            return ExitCode.OK;
        }
        if (log.hasStored(wanted.get().number())) {
            return log.showStored(wanted.get().number());
        }
        boolean any = copy(wanted.get());
        if (told.ended()) {
            tellNothing(any, wanted.get());
        } else {
            console.note(log.name() + " " + told.standing()
                    + (any
                            ? "; --follow goes on with its log"
                            : ", and has printed nothing yet; --follow waits for it"));
        }
        return ExitCode.OK;
    }

    /** What never began has been told as such. */
    private void tellUnprinted(JobLogs.Told told, @Nullable Integer attempt) {
        if (!told.failed()) {
            console.note(log.name() + " " + told.standing());
        } else if (!told.neverBegan()) {
            console.note((attempt == null ? "" : "attempt " + attempt + " at ") + log.name()
                    + " never came to print anything");
        }
    }

    private int noSuchAttempt(JobLogs.Told told, int attempt) {
        return RunReading.refuse(
                console,
                Problem.error("there was no attempt " + attempt + " at " + log.name())
                        .hint("AWS Batch tells of "
                                + Counts.count(told.attempts().size(), "attempt")));
    }

    /** Whether there was anything. */
    private boolean copy(JobLogs.Attempt attempt) {
        boolean[] any = {false};
        tasks.logs().read(attempt, line -> {
            any[0] = true;
            return output.line(line.text());
        });
        return any[0];
    }

    private void tellNothing(boolean any, JobLogs.Attempt attempt) {
        if (!any) {
            console.note("attempt " + attempt.number() + " at " + log.name()
                    + " printed nothing, or its time in CloudWatch is over: there is nothing in the stream "
                    + attempt.stream() + " of the group " + attempt.group());
        }
    }

    /** Goes on as it prints more, until it ends; what was over before is shown as it is. */
    int follow(@Nullable Integer attempt) throws IOException, InterruptedException {
        if (isSettled(log.outcome(), attempt)) {
            return show(attempt);
        }
        Optional<String> id = await();
        Optional<JobLogs.Told> told = id.flatMap(known -> tasks.logs().look(known));
        if (told.isEmpty() || told.get().ended()) {
            return show(attempt);
        }
        if (told.get().attempts().isEmpty()) {
            console.note("waiting for " + log.name() + " to begin, which "
                    + told.get().standing() + "; Ctrl-C ends this");
        }
        boolean[] any = {false};
        tasks.logs().follow(id.get(), attempt, line -> {
            any[0] = true;
            return output.line(line.text());
        });
        return any[0] ? tellEnd(id.get()) : show(attempt);
    }

    /** The id of its job, once that is submitted; empty where that won't be. */
    private Optional<String> await() throws InterruptedException {
        Optional<String> id = id();
        if (id.isEmpty() && mayCome()) {
            console.note("waiting for the job of " + log.name() + " to be submitted; Ctrl-C ends this");
        }
        while (id.isEmpty() && mayCome()) {
            TimeUnit.SECONDS.sleep(LOOK_S);
            id = id();
        }
        return id;
    }

    private boolean mayCome() {
        return !tasks.progress().hasEnded() && tasks.find(step, sample).isPresent();
    }

    private int tellEnd(String id) {
        Optional<Outcome> left = log.outcome();
        if (left.isPresent()) {
            left.ifPresent(this::tellFailure);
        } else {
            tasks.logs()
                    .look(id)
                    .filter(JobLogs.Told::failed)
                    .ifPresent(told -> console.note(log.name() + " " + told.standing()));
        }
        return ExitCode.OK;
    }
}
