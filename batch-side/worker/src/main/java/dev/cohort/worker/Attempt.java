package dev.cohort.worker;

import dev.cohort.contract.Job;
import dev.cohort.contract.Json;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.store.Staged;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one attempt while it goes from ingredient to ingredient; only its own thread touches it. */
final class Attempt {
    private final Store store;
    private final TaskDirectories directories;
    private final WorkerSettings settings;
    private final Assignment task;
    private final Cancellation cancellation;
    private final StoreLayout layout;
    private final Values values = new Values(this);
    private final Stopwatch stopwatch = new Stopwatch();
    private final Instant startedAt = Instant.now();
    private final Map<String, FoundInput> found = new LinkedHashMap<>();
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Map<String, WantedOutput> wanted = new LinkedHashMap<>();
    private final List<Staged> staged = new ArrayList<>();
    private final Map<String, Json> metrics = new LinkedHashMap<>();
    private @Nullable TaskDirectory directory;
    private @Nullable Path payload;
    private @Nullable String in;
    private @Nullable List<OutcomeKey> ownKeys;
    private @Nullable Outcome current;
    private List<OutputFile> outputs = List.of();
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Integer toolExit;
    private boolean failed;

    Attempt(
            Store store,
            TaskDirectories directories,
            WorkerSettings settings,
            Assignment task,
            Cancellation cancellation) {
        this.store = store;
        this.directories = directories;
        this.settings = settings;
        this.task = task;
        this.cancellation = cancellation;
        this.layout = new StoreLayout(task.job().name());
    }

    Store store() {
        return store;
    }

    WorkerSettings settings() {
        return settings;
    }

    HostCache hostCache() {
        return HostCache.of(System.getenv(), store.scratch());
    }

    Assignment task() {
        return task;
    }

    Job job() {
        return task.job();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    StoreLayout layout() {
        return layout;
    }

    RunId run() {
        return new RunId(job().run());
    }

    Values values() {
        return values;
    }

    Stopwatch stopwatch() {
        return stopwatch;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Made when the first file has to lie in it, so that what passes leaves no trace. */
    TaskDirectory directory() throws IOException {
        if (directory == null) {
            directory = directories.take(task);
        }
        return directory;
    }

    /** One that was made already. */
    void directory(TaskDirectory made) {
        directory = made;
    }

    @Nullable TaskDirectory directoryOrNull() {
        return directory;
    }

    Map<String, FoundInput> found() {
        return found;
    }

    Map<String, Given> given() {
        return given;
    }

    Given given(String input) {
        return Objects.requireNonNull(given.get(input), () -> "no input `" + input + "`");
    }

    Map<String, WantedOutput> wanted() {
        return wanted;
    }

    WantedOutput wanted(String output) {
        return Objects.requireNonNull(wanted.get(output), () -> "no output `" + output + "`");
    }

    List<Staged> staged() {
        return staged;
    }

    Map<String, Json> metrics() {
        return metrics;
    }

    @Nullable Path payload() {
        return payload;
    }

    void payload(Path fetched) {
        payload = fetched;
    }

    @Nullable String in() {
        return in;
    }

    void in(String digest) {
        in = digest;
    }

    /** The keys of this task's own outcomes, from one listing. */
    List<OutcomeKey> ownKeys() {
        if (ownKeys == null) {
            ownKeys = OutcomeListing.of(store, layout.outcomes(job().step(), task.sample()));
        }
        return ownKeys;
    }

    /** What is there already, so that nothing needs to be done. */
    @Nullable Outcome current() {
        return current;
    }

    void current(Outcome outcome) {
        current = outcome;
    }

    List<OutputFile> outputs() {
        return outputs;
    }

    void outputs(List<OutputFile> made) {
        outputs = List.copyOf(made);
    }

    Usage usage() {
        return usage;
    }

    void usage(Usage used) {
        usage = used;
    }

    @Nullable Integer toolExit() {
        return toolExit;
    }

    void toolExit(int status) {
        toolExit = status;
    }

    void failed() {
        failed = true;
    }

    /** Whether its directory shall stay for somebody to look into. */
    private boolean keepsDirectory() {
        return switch (settings.keepScratch()) {
            case NEVER -> false;
            case FAILED -> failed;
            case ALWAYS -> true;
        };
    }

    /**
     * Lets the directory go, or keeps it, and then says where. What cannot be removed is no reason to fail a task that is
     * done.
     */
    Optional<Path> close() {
        TaskDirectory closing = directory;
        directory = null;
        if (closing == null) {
            return Optional.empty();
        }
        try {
            if (keepsDirectory()) {
                return Optional.of(closing.keep(task));
            }
            directories.giveBack(closing, task);
        } catch (IOException e) {
            System.err.println("Cannot clear away " + closing.root() + ": " + e.getMessage());
        }
        return Optional.empty();
    }
}
