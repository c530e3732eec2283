package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Makes the inputs readable where the body looks for them, and the directories that its outputs will lie in. */
final class StageIn implements TaskRunner.Ingredient {
    @Override
    public boolean add(Attempt attempt) throws IOException {
        attempt.stopwatch().enter(Stopwatch.Part.STAGE_IN);
        try {
            stage(attempt);
            prepareOutputs(attempt);
        } catch (IOException failure) {
            throw TaskFailure.ofDisk(FailureKind.STAGE_IN, "The task's directory: ", failure);
        }
        return true;
    }

    private static void stage(Attempt attempt) throws IOException {
        for (Map.Entry<String, FoundInput> input : attempt.found().entrySet()) {
            Path at = attempt.directory().in().resolve(input.getKey());
            attempt.given().put(input.getKey(), stage(attempt, input.getKey(), input.getValue(), at));
        }
    }

    private static Given stage(Attempt attempt, String name, FoundInput input, Path at) throws IOException {
        try {
            return input.stage(attempt, at);
        } catch (InvalidPathException unspellable) {
            throw TaskFailure.ofLocale("Input `" + name + "`", unspellable);
        } catch (StoreFailure failure) {
            FailureKind kind = switch (failure.kind()) {
                case NOT_FOUND, NO_BUCKET -> FailureKind.INPUT_MISSING;
                case CHANGED, CORRUPT -> FailureKind.INPUT_CHANGED;
                default -> FailureKind.STAGE_IN;
            };
            throw TaskFailure.ofStore(kind, "Input `" + name + "`: ", failure);
        }
    }

    private static void prepareOutputs(Attempt attempt) throws IOException {
        Path work = attempt.directory().work();
        attempt.job()
                .outputs()
                .forEach((name, pattern) ->
                        attempt.wanted().put(name, WantedOutput.of(name, pattern, attempt.values(), work)));
        for (WantedOutput output : attempt.wanted().values()) {
            if (!output.parent().isEmpty()) {
                Files.createDirectories(work.resolve(output.parent()));
            }
        }
    }
}
