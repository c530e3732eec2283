package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Payload;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A task as its worker would find it, to be read, or to be run by hand; nothing is run here, and nothing gets into the store. */
public final class Rehearsal {
    /** Where a task's own files would be, seen from where its body starts. */
    private static final Path INPUTS = Path.of("in");

    private static final Path HERE = Path.of("");

    private final List<Input> inputs;
    private final @Nullable String in;
    private final WrittenBody body;

    private Rehearsal(List<Input> inputs, @Nullable String in, WrittenBody body) {
        this.inputs = List.copyOf(inputs);
        this.in = in;
        this.body = body;
    }

    /**
     * An input of the task.
     *
     * @param text what stands for it in the body: a value, or where it lies
     * @param producer the step that made it; null for a value, and for a file from outside
     * @param identity null where it is not there; then {@code fault} says why
     */
    public record Input(
            String name,
            String text,
            boolean isFile,
            @Nullable String producer,
            int files,
            long bytes,
            @Nullable String identity,
            @Nullable String fault) {}

    /**
     * A process that does what the task did: its words, and what it finds in its environment beside the usual.
     *
     * @param secrets variables whose values are not told here, and have to come from whoever starts it
     */
    public record Process(List<String> argv, Map<String, String> environment, List<String> secrets) {}

    /** The task with its inputs where they lie now, and its outputs where it is started. TaskFailure where it can't be told. */
    public static Rehearsal of(Store store, Assignment task) {
        Attempt attempt = attempt(store, task);
        FindInputs finder = new FindInputs(store, new Producers(store, new LatestOutcomes()));
        List<Input> inputs = new ArrayList<>();
        task.job().inputs().forEach((name, pattern) -> inputs.add(input(attempt, finder, name, pattern)));
        task.job()
                .outputs()
                .forEach((name, pattern) ->
                        attempt.wanted().put(name, WantedOutput.of(name, pattern, attempt.values(), HERE)));
        boolean whole = inputs.stream().allMatch(input -> input.fault() == null);
        return new Rehearsal(inputs, whole ? FindInputs.in(attempt) : null, WrittenBody.of(attempt));
    }

    private static Attempt attempt(Store store, Assignment task) {
        WorkerSettings settings = WorkerSettings.local().environment(Map.of()).secrets(name -> Optional.of(""));
        return new Attempt(store, new TaskDirectories(store.scratch()), settings, task, new Cancellation());
    }

    private static Input input(Attempt attempt, FindInputs finder, String name, InputPattern pattern) {
        String producer = pattern.accept(new Producer()).orElse(null);
        try {
            FoundInput found = finder.find(attempt, name, pattern);
            Given given = found.inPlace(attempt, INPUTS.resolve(name));
            attempt.found().put(name, found);
            attempt.given().put(name, given);
            return new Input(
                    name,
                    given.text(),
                    given.isFile(),
                    producer,
                    given.paths().size(),
                    found.bytes(),
                    found.identity(),
                    null);
        } catch (TaskFailure missing) {
            Given unknown = Given.at(INPUTS.resolve(name).toString());
            attempt.given().put(name, unknown);
            return new Input(name, unknown.text(), true, producer, 0, 0, null, missing.message());
        }
    }

    /** In the order of the pipeline. */
    public List<Input> inputs() {
        return inputs;
    }

    /** The identity of all inputs as they are now; empty where one is not there. */
    public Optional<String> in() {
        return Optional.ofNullable(in);
    }

    public WrittenBody body() {
        return body;
    }

    /**
     * Furnishes an empty directory as the worker would: the inputs at {@code in}, the code beside them, and {@code work} to start in.
     * TaskFailure where something that the task needs is not there any more.
     */
    public static Process furnish(Path directory, Store store, Assignment task) throws IOException {
        Attempt attempt = attempt(store, task);
        attempt.directory(TaskDirectory.furnished(directory));
        new FindInputs(store, new Producers(store, new LatestOutcomes())).add(attempt);
        Payload payload = task.job().payload();
        if (payload != null) {
            attempt.payload(code(attempt, payload, directory.resolve("code")));
        }
        new StageIn().add(attempt);
        Launch launch = new BodyCommands(attempt.settings()).launch(attempt);
        List<String> secrets = task.job().terms().secrets();
        Map<String, String> told = new TreeMap<>(launch.environment());
        told.keySet().removeAll(secrets);
        return new Process(launch.argv(), told, secrets);
    }

    /** A copy, which may be tried out with changes. */
    private static Path code(Attempt attempt, Payload payload, Path directory) throws IOException {
        Path file = directory.resolve(payload.file());
        try {
            Key key = Key.of(attempt.layout().payload(payload));
            attempt.store().copyIn(key, file, Expect.sha256(new Sha256(payload.sha256())));
        } catch (StoreFailure failure) {
            throw TaskFailure.ofStore(FailureKind.STAGE_IN, PayloadCache.told(payload, failure), failure);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** Which step made an input. */
    private static final class Producer implements InputPattern.Visitor<Optional<String>> {
        @Override
        public Optional<String> value(InputPattern.Value input) {
            return Optional.empty();
        }

        @Override
        public Optional<String> file(InputPattern.File input) {
            return Optional.empty();
        }

        @Override
        public Optional<String> files(InputPattern.Files input) {
            return Optional.empty();
        }

        @Override
        public Optional<String> fromLane(InputPattern.FromLane input) {
            return Optional.of(input.step());
        }

        @Override
        public Optional<String> fromCohort(InputPattern.FromCohort input) {
            return Optional.of(input.step());
        }

        @Override
        public Optional<String> gather(InputPattern.Gather input) {
            return Optional.of(input.step());
        }
    }
}
