package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputFile;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.Stored;
import dev.cohort.store.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        List<MadeFile> made = new ArrayList<>();
        OutputFinder finder = new OutputFinder(attempt.directory().work());
        for (WantedOutput output : attempt.wanted().values()) {
            made.addAll(finder.find(output));
        }
        return made;
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

    /** A file that two outputs name is stored once. */
    private static List<OutputFile> store(Attempt attempt, List<MadeFile> made) {
        Prefix folder = results(attempt);
        Map<String, Written> written = new HashMap<>();
        List<OutputFile> outputs = new ArrayList<>(made.size());
        for (MadeFile file : made) {
            Written receipt =
                    written.computeIfAbsent(file.path(), path -> attempt.store().stageOut(file.at(), folder.key(path)));
            Stored stored = receipt.file();
            outputs.add(new OutputFile(
                    file.output(),
                    file.path(),
                    stored.size(),
                    stored.etag(),
                    receipt.sha256().hex(),
                    file.root()));
        }
        written.values()
                .forEach(receipt -> attempt.stopwatch().moved(receipt.file().size()));
        return outputs;
    }
}
