package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Lane;
import dev.cohort.contract.LanesFile;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A real directory store, real files and a runner, in the words of the tests. */
final class Workbench implements AutoCloseable {
    static final RunId RUN = new RunId("20260131-120000-k3x9");
    static final String NAME = "pipeline";

    private final Path home;
    private final Store store;
    private TaskRunner runner;

    Workbench(Path home) {
        this(home, Store.open(Location.of(home.resolve("store"))));
    }

    Workbench(Path home, Store store) {
        this.home = home;
        this.store = store;
        this.runner = new TaskRunner(store, settings());
    }

    static WorkerSettings settings() {
        return WorkerSettings.local().grace(Duration.ofSeconds(20));
    }

    Workbench with(WorkerSettings settings) {
        runner.close();
        runner = new TaskRunner(store, settings);
        return this;
    }

    Workbench with(MemoryEvents memory) {
        runner.close();
        runner = new TaskRunner(store, settings(), memory);
        return this;
    }

    /** As if from here on another process did the work, which knows only what is stored. */
    Workbench elsewhere() {
        return with(settings());
    }

    Store store() {
        return store;
    }

    Path home() {
        return home;
    }

    StoreLayout layout() {
        return new StoreLayout(NAME);
    }

    TaskMaker step(String name) {
        return new TaskMaker(this, name);
    }

    TaskResult run(TaskMaker task) {
        return runner.run(task.make());
    }

    TaskResult run(TaskMaker task, Cancellation cancellation) {
        return runner.run(task.make(), cancellation);
    }

    /** Runs what must succeed. */
    Outcome done(TaskMaker task) {
        TaskResult result = run(task);
        assertThat(result.outcome().message()).isNull();
        assertThat(result.outcome().status()).isEqualTo(Outcome.Status.SUCCEEDED);
        assertThat(result.exitCode()).isZero();
        return result.outcome();
    }

    /** Runs what must fail, and finds it so in the store. */
    Outcome failed(TaskMaker task, FailureKind kind) {
        TaskResult result = run(task);
        assertThat(result.outcome().message()).isNotNull();
        assertThat(result.outcome().kind()).as(result.outcome().message()).isEqualTo(kind);
        assertThat(result.exitCode()).isNotZero();
        assertThat(outcomes(task.step(), task.sample()))
                .anyMatch(name -> name.startsWith("failed."))
                .as("kept in the store");
        return result.outcome();
    }

    /** A file of the user's own, outside of the store. */
    Path userFile(String name, String text) {
        return write(home.resolve("user").resolve(name), text);
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A result as it stands in the store. */
    String result(String step, String sample, String path) {
        return stored(layout().result(step, sample, path));
    }

    List<String> results(String step, String sample) {
        return names(layout().results(step, sample));
    }

    /** The names of a task's outcomes. */
    List<String> outcomes(String step, String sample) {
        return names(layout().outcomes(step, sample));
    }

    String log(String step, String sample, int attempt) {
        return stored(layout().log(RUN, step, sample, attempt));
    }

    /** Stores a task's job, and returns its URL. */
    String storedJob(TaskMaker task) {
        String key = layout().job(RUN, "job");
        put(key, task.job().toJson().pretty());
        return store.location() + "/" + key;
    }

    /** Stores the lanes that jobs speak of. */
    void lanes(Lane... lanes) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        LanesFile.Writer writer = new LanesFile.Writer(lines, index);
        for (Lane lane : lanes) {
            writer.add(lane);
        }
        writer.finish();
        store.put(Key.of(layout().lanes(RUN, 0, 0)), Content.of(lines.toByteArray()));
        store.put(Key.of(layout().lanesIndex(RUN, 0, 0)), Content.of(index.toByteArray()));
    }

    static Lane lane(String sample) {
        return new Lane(sample, Map.of("age", "4" + sample), Set.of());
    }

    /** The first of a task's outcomes, by name. */
    Outcome outcome(String step, String sample) {
        String name = outcomes(step, sample).get(0);
        return Outcome.read(stored(layout().outcomes(step, sample) + "/" + name))
                .orElseThrow();
    }

    boolean has(String key) {
        return store.head(Key.of(key)).isPresent();
    }

    String stored(String key) {
        return new String(store.get(Key.of(key)).bytes(), StandardCharsets.UTF_8);
    }

    void put(String key, String text) {
        store.put(Key.of(key), Content.utf8(text));
    }

    private List<String> names(String folder) {
        Prefix prefix = Prefix.of(folder + "/");
        return store.list(prefix).map(file -> prefix.rest(file.key())).toList();
    }

    /** What is left of task directories when the runner is closed. */
    List<Path> scratch() throws IOException {
        runner.close();
        runner = new TaskRunner(store, settings());
        if (!Files.isDirectory(store.scratch())) {
            return List.of();
        }
        try (var left = Files.list(store.scratch())) {
            return left.toList();
        }
    }

    /** Waits for what another process or thread does; not for time to pass. */
    static void await(BooleanSupplier condition) {
        for (long until = System.nanoTime() + 60_000_000_000L; !condition.getAsBoolean(); Thread.onSpinWait()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(until);
        }
    }

    static Map<String, String> path() {
        return Map.of("PATH", System.getenv("PATH"));
    }

    @Override
    public void close() {
        runner.close();
        store.close();
    }
}
