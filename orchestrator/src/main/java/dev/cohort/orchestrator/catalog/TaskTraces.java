package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tasks of a run left in its store beside their results: outcomes, and the logs of their attempts. */
public final class TaskTraces {
    private static final String LOG = ".log";

    private final Store store;
    private final StoredRun run;
    private final StoreLayout layout;
    private final Outcomes outcomes;

    public TaskTraces(Store store, StoredRun run) {
        this.store = store;
        this.run = run;
        this.layout = run.layout();
        this.outcomes = new Outcomes(store);
    }

    /**
     * The outcomes of a task, of this run and of others: the one that counts first. That is this run's own, else an ok one, which
     * this run found and so passed the task, else the latest.
     */
    public List<Outcome> outcomes(String step, @Nullable String sample) {
        Prefix folder = Prefix.of(layout.outcomes(step, sample) + "/");
        try (Stream<Stored> files = store.list(folder)) {
            return files.map(Stored::key)
                    .filter(key -> OutcomeKey.parse(key.name()).isPresent())
                    .flatMap(key -> outcomes.read(key).stream())
                    .sorted(Comparator.<Outcome, Boolean>comparing(outcome -> !isOwn(outcome))
                            .thenComparing(outcome -> outcome.status() == Outcome.Status.FAILED)
                            .thenComparing(Outcome::endedAt, Comparator.reverseOrder()))
                    .toList();
        }
    }

    public boolean isOwn(Outcome outcome) {
        return outcome.run().equals(run.id().text());
    }

    /** Of the attempts at a task that printed something, their logs by number. */
    public SortedMap<Integer, Stored> logs(String step, @Nullable String sample) {
        SortedMap<Integer, Stored> logs = new TreeMap<>();
        Prefix folder = Prefix.of(layout.logs(run.id(), step, sample) + "/");
        try (Stream<Stored> files = store.list(folder)) {
            files.forEach(file -> attempt(folder.rest(file.key())).ifPresent(attempt -> logs.put(attempt, file)));
        }
        return logs;
    }

    private static Optional<Integer> attempt(String name) {
        String number = name.endsWith(LOG) ? name.substring(0, name.length() - LOG.length()) : "";
        return number.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    /** The failures that tasks of a step left in this run, as they are read; close it. Only the keys of others are looked at. */
    public Stream<Outcome> failures(String step) {
        Prefix folder = Prefix.of(layout.outcomes(step) + "/");
        return store.list(folder)
                .map(Stored::key)
                .filter(TaskTraces::isFailure)
                .flatMap(key -> outcomes.read(key).stream())
                .filter(outcome -> isOwn(outcome) && outcome.status() == Outcome.Status.FAILED);
    }

    private static boolean isFailure(Key key) {
        return OutcomeKey.parse(key.name())
                .filter(parsed -> parsed.status() == OutcomeKey.Status.FAILED)
                .isPresent();
    }
}
