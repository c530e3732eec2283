package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Digest;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.run.StepTotal;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of a run's steps, as far as they are whole and still what the run speaks of; by two listings a step. */
public final class StepResults {
    private final Store store;
    private final StoredRun run;
    private final StoreLayout layout;
    private final Outcomes outcomes;
    private @Nullable SampleTable samples;

    public StepResults(Store store, StoredRun run) {
        this.store = store;
        this.run = run;
        this.layout = run.layout();
        this.outcomes = new Outcomes(store);
    }

    /** What one task left: its files by their paths below {@code folder}, and where its outcome lies. */
    public record TaskResults(@Nullable String sample, Prefix folder, List<ListedFile> files, Key outcome) {
        public long bytes() {
            return files.stream().mapToLong(ListedFile::size).sum();
        }
    }

    /** Hands over the results of each task that has some, in the order of their names. */
    public StepTotal each(StoredStep step, Consumer<TaskResults> taken) {
        Tally tally = new Tally(step, definition(step));
        Prefix left = Prefix.of(layout.outcomes(step.name()) + "/");
        Prefix made = Prefix.of(layout.results(step.name()) + "/");
        try (Stream<Stored> outcomeFiles = store.list(left);
                Stream<Stored> resultFiles = store.list(made)) {
            TaskFiles outcomesOf = new TaskFiles(left, outcomeFiles.iterator());
            TaskFiles resultsOf = new TaskFiles(made, resultFiles.iterator());
            while (outcomesOf.next()) {
                resultsOf.skipTo(outcomesOf.task());
                if (isOfRun(step, outcomesOf.task())) {
                    boolean any = resultsOf.task().equals(outcomesOf.task());
                    results(step, outcomesOf, any ? resultsOf.files() : List.of(), tally)
                            .ifPresent(taken);
                }
            }
        }
        return tally.total();
    }

    private Optional<TaskResults> results(StoredStep step, TaskFiles left, List<ListedFile> results, Tally tally) {
        for (ListedFile file : left.files()) {
            Optional<OutcomeKey> key = OutcomeKey.parse(file.path());
            Key at = left.keyOf(file);
            Optional<List<ListedFile>> own = key.flatMap(parsed -> outcomes.own(parsed, at, results));
            if (key.isPresent() && own.isPresent()) {
                String sample = step.perSample() ? left.task() : null;
                Prefix folder = Prefix.of(layout.results(step.name(), sample) + "/");
                return tally.count(key.get(), new TaskResults(sample, folder, own.get(), at));
            }
        }
        return Optional.empty();
    }

    private boolean isOfRun(StoredStep step, String task) {
        return step.perSample() ? samples().laneOf(task) >= 0 : task.equals(StoreLayout.COHORT);
    }

    /** The same name may have results of samples that were in other cohorts. */
    private SampleTable samples() {
        if (samples == null) {
            List<String> names = new ArrayList<>(run.samples());
            run.anySample(name -> !names.add(name));
            samples = SampleTable.of(names);
        }
        return samples;
    }

    /** How the run defines the step, as far as that can be known: where nothing of it had to be done, it wrote no job. */
    private Optional<String> definition(StoredStep step) {
        return run.jobs().stream()
                .filter(job -> job.step().equals(step.name()) && job.kind() != JobKind.JOIN)
                .findFirst()
                .map(job -> Digest.short16(run.assignment(job).def()));
    }

    /** The outcome that says of each file what it must hold; empty where it has just been replaced. */
    public Optional<Outcome> outcome(TaskResults results) {
        return outcomes.read(results.outcome());
    }

    private final class Tally {
        private final StoredStep step;
        private final Optional<String> definition;
        private int tasks;
        private int replaced;
        private long files;
        private long bytes;

        Tally(StoredStep step, Optional<String> definition) {
            this.step = step;
            this.definition = definition;
        }

        Optional<TaskResults> count(OutcomeKey key, TaskResults results) {
            if (definition.filter(def -> !def.equals(key.def())).isPresent()) {
                replaced++;
                return Optional.empty();
            }
            tasks++;
            files += results.files().size();
            bytes += results.bytes();
            return Optional.of(results);
        }

        StepTotal total() {
            String at = step.perSample() ? layout.results(step.name()) : layout.results(step.name(), null);
            return new StepTotal(
                    step.name(),
                    step.perSample(),
                    tasks,
                    step.tasks(),
                    replaced,
                    files,
                    bytes,
                    store.locationOf(Key.of(at)).toString());
        }
    }
}
