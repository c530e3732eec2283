package dev.cohort.worker;

import dev.cohort.contract.Digest;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.Job;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.Outcome.Status;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.WorkerExit;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends an attempt: its log, and last of all its outcome, which is the commit point. */
final class OutcomeWriting {
    private static final StoredLog LOG = new StoredLog(StoredLog.MOST_BYTES);

    private final Attempt attempt;
    private final LatestOutcomes latest;
    private final SecretValues secrets;
    private String logTail = "";
    private String kept = "";

    OutcomeWriting(Attempt attempt, LatestOutcomes latest) {
        this.attempt = attempt;
        this.latest = latest;
        this.secrets = new SecretValues(attempt);
    }

    /** The end of a task that does not need to run; nothing is written. */
    TaskResult passed() {
        return new TaskResult(outcome(Status.PASSED, null, null), WorkerExit.DONE.code());
    }

    TaskResult finish(@Nullable TaskFailure failure) {
        Outcome current = attempt.current();
        if (failure == null && current != null) {
            attempt.outputs(current.outputs());
            return passed();
        }
        keepLog();
        return failure == null ? succeeded() : failed(failure);
    }

    /** Most bodies that do well say nothing. */
    private void keepLog() {
        TaskDirectory directory = attempt.directoryOrNull();
        if (directory != null && directory.log().toFile().length() > 0 && holdsNoSecrets(directory.log())) {
            logTail = LogTail.of(directory.log());
            LOG.store(attempt, directory.log());
        }
    }

    /** A log from which secrets can't be taken is not kept at all. */
    private boolean holdsNoSecrets(Path log) {
        try {
            secrets.blotOut(log);
            return true;
        } catch (IOException e) {
            System.err.println("The log of " + attempt.task().shown() + " is not kept: " + e.getMessage());
            return false;
        }
    }

    private TaskResult succeeded() {
        Outcome outcome = outcome(Status.SUCCEEDED, null, null);
        try {
            OutcomeKey key = okKey();
            write(outcome, key);
            latest.add(attempt.layout().outcomes(outcome.step(), outcome.sample()), new Producers.Made(key, outcome));
            return new TaskResult(outcome, WorkerExit.DONE.code());
        } catch (StoreFailure failure) {
            return failed(TaskFailure.ofStore(FailureKind.STAGE_OUT, "The outcome cannot be stored: ", failure));
        }
    }

    /** What was stopped on purpose has not failed, and leaves no outcome: to the next plan it is still to be done. */
    private TaskResult failed(TaskFailure failure) {
        attempt.failed();
        attempt.outputs(List.of());
        // Where the disk is full, this makes the room that the outcome needs.
        kept = attempt.close()
                .map(path -> (failure.message().endsWith(".") ? " " : ". ") + "Its directory is kept: " + path)
                .orElse("");
        return failure.kind() == FailureKind.CANCELLED
                ? new TaskResult(
                        outcome(Status.FAILED, failure, null),
                        failure.exit(false).code())
                : counted(failure);
    }

    private TaskResult counted(TaskFailure failure) {
        SpentAttempts attempts = new SpentAttempts(attempt);
        Integer spent = attempts.with(failure);
        Outcome outcome = outcome(Status.FAILED, failure, spent);
        try {
            write(outcome, failedKey());
        } catch (StoreFailure unwritten) {
            System.err.println(
                    "The outcome of " + attempt.task().shown() + " cannot be stored: " + unwritten.getMessage());
        }
        return new TaskResult(
                outcome, failure.exit(attempts.allowAnother(failure, spent)).code());
    }

    /** The new outcome first, then the old failures go: a reader in between sees both, and no reader sees none. */
    private void write(Outcome outcome, OutcomeKey key) {
        attempt.store().put(at(key), Content.utf8(outcome.toJson().compact() + "\n"));
        for (OutcomeKey old : attempt.ownKeys()) {
            if (old.status() == OutcomeKey.Status.FAILED && !old.equals(key)) {
                attempt.store().delete(at(old));
            }
        }
    }

    private Key at(OutcomeKey key) {
        return Key.of(
                attempt.layout().outcome(attempt.job().step(), attempt.task().sample(), key));
    }

    private OutcomeKey okKey() {
        List<OutputFile> outputs = attempt.outputs();
        Map<String, ListedFile> listed = new LinkedHashMap<>();
        outputs.forEach(file -> listed.put(file.path(), new ListedFile(file.path(), file.size(), file.etag())));
        return new OutcomeKey(
                OutcomeKey.Status.OK,
                Digest.short16(attempt.job().def()),
                in16(),
                Digest.short16(Fingerprint.content(outputs)),
                Digest.short16(Fingerprint.listed(listed.values())));
    }

    private OutcomeKey failedKey() {
        return new OutcomeKey(
                OutcomeKey.Status.FAILED,
                Digest.short16(attempt.job().def()),
                in16(),
                OutcomeKey.NONE,
                OutcomeKey.NONE);
    }

    private String in16() {
        String in = attempt.in();
        return in == null ? OutcomeKey.NONE : Digest.short16(in);
    }

    private Outcome outcome(Status status, @Nullable TaskFailure failure, @Nullable Integer spent) {
        Job job = attempt.job();
        return new Outcome(
                job.run(),
                job.step(),
                attempt.task().sample(),
                attempt.task().attempt(),
                spent,
                attempt.task().jobId(),
                status,
                failure == null ? null : failure.kind(),
                failure == null || failure.toolExit() == null ? attempt.toolExit() : failure.toolExit(),
                failure == null ? null : failure.signal(),
                failure == null ? null : secrets.blotOut(failure.message()) + kept,
                job.def(),
                attempt.in(),
                attempt.outputs(),
                attempt.stopwatch().phases(),
                attempt.usage().cpuMs(),
                attempt.usage().peakMiB(),
                attempt.startedAt(),
                Instant.now(),
                attempt.metrics(),
                logTail);
    }
}
