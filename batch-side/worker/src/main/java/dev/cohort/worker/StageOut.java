package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputFile;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.Stored;
import dev.cohort.store.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes what the body made into the store; from its first change on, the task has no ok outcome until the new one. */
final class StageOut implements TaskRunner.Ingredient {
    private final LatestOutcomes latest;

    StageOut(LatestOutcomes latest) {
        this.latest = latest;
    }

    @Override
    public boolean add(Attempt attempt) throws IOException {
        attempt.stopwatch().enter(Stopwatch.Part.STAGE_OUT);
        List<MadeFile> made = find(attempt);
        try {
            requireKeys(attempt, made);
            removeOkOutcomes(attempt);
            removeStale(attempt, made);
            attempt.outputs(store(attempt, made));
        } catch (StoreFailure failure) {
            throw TaskFailure.ofStore(FailureKind.STAGE_OUT, "The results cannot be stored: ", failure);
        }
        return true;
    }

    /** All are checked before the first is taken away. */
    private static List<MadeFile> find(Attempt attempt) throws IOException {
        requireOwnDirectory(attempt);
        List<MadeFile> made = new ArrayList<>();
        OutputFinder finder = new OutputFinder(attempt.directory().work());
        for (WantedOutput output : attempt.wanted().values()) {
            made.addAll(finder.find(output));
        }
        return made;
    }

    /** Whoever puts a link in its place would have files of somebody else stored, and taken away from there. */
    private static void requireOwnDirectory(Attempt attempt) throws IOException {
        if (!attempt.wanted().isEmpty()
                && Files.isSymbolicLink(attempt.directory().work())) {
            throw new TaskFailure(
                    FailureKind.STAGE_OUT,
                    "The step has put a link in the place of the directory that it began in. Let it write there, and leave"
                            + " the directory itself alone.");
        }
    }

    /** A name that no store takes is told while what was there before is still whole. */
    private static void requireKeys(Attempt attempt, List<MadeFile> made) {
        Prefix folder = results(attempt);
        made.forEach(file -> folder.key(file.path()));
    }

    private void removeOkOutcomes(Attempt attempt) {
        latest.remove(
                attempt.layout().outcomes(attempt.job().step(), attempt.task().sample()));
        for (OutcomeKey key : attempt.ownKeys()) {
            if (key.status() == OutcomeKey.Status.OK) {
                attempt.store()
                        .delete(Key.of(attempt.layout()
                                .outcome(attempt.job().step(), attempt.task().sample(), key)));
            }
        }
    }

    /** What earlier attempts left and this one did not make again, which would stand among the results as if it were one. */
    private static void removeStale(Attempt attempt, List<MadeFile> made) {
        Set<String> wanted = made.stream().map(MadeFile::path).collect(Collectors.toSet());
        Prefix folder = results(attempt);
        List<Key> stale;
        try (Stream<Stored> there = attempt.store().list(folder)) {
            stale = there.map(Stored::key)
                    .filter(key -> !wanted.contains(folder.rest(key)))
                    .toList();
        }
        stale.forEach(attempt.store()::delete);
    }

    private static Prefix results(Attempt attempt) {
        return Prefix.of(
                attempt.layout().results(attempt.job().step(), attempt.task().sample()) + "/");
    }

    private static List<OutputFile> store(Attempt attempt, List<MadeFile> made) {
        Map<String, Written> written = written(attempt, made);
        return made.stream()
                .map(file -> output(file, Objects.requireNonNull(written.get(file.path()))))
                .toList();
    }

    /** A file that two outputs name is stored once; and those that others are links to are taken away last. */
    private static Map<String, Written> written(Attempt attempt, List<MadeFile> made) {
        Prefix folder = results(attempt);
        Store store = attempt.store();
        Map<String, Written> written = new HashMap<>();
        made.stream()
                .filter(MadeFile::linked)
                .forEach(file -> written.computeIfAbsent(
                        file.path(), path -> store.put(folder.key(path), Content.file(file.at()))));
        made.forEach(file -> written.computeIfAbsent(file.path(), path -> store.stageOut(file.at(), folder.key(path))));
        written.values()
                .forEach(receipt -> attempt.stopwatch().moved(receipt.file().size()));
        return written;
    }

    private static OutputFile output(MadeFile file, Written receipt) {
        return new OutputFile(
                file.output(),
                file.path(),
                receipt.file().size(),
                receipt.file().etag(),
                receipt.sha256().hex(),
                file.root());
    }
}
