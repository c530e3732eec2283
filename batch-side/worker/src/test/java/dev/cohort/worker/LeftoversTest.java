package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies whose worker is gone: here they are started as a worker would, and then forgotten. */
@Timeout(60)
class LeftoversTest {
    private static final RunId RUN = new RunId("20260131-120000-k3x9");
    private static final RunId OTHER = new RunId("20260131-120000-aaaa");
    private static final Duration GRACE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<Process> bodies = new ArrayList<>();
    private Workbench bench;
    private Path scratch;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Workbench(folder);
        scratch = bench.store().scratch();
        Files.createDirectories(scratch);
    }

    @AfterEach
    void endAll() {
        bodies.forEach(body -> body.descendants().forEach(ProcessHandle::destroyForcibly));
        bodies.forEach(Process::destroyForcibly);
    }

    private Path directory(RunId run) throws IOException {
        Path directory =
                scratch.resolve("align.4k." + TaskDirectory.mark(run.text()) + Long.toString(bodies.size(), 36));
        Files.createDirectories(directory.resolve("work"));
        Files.createDirectories(directory.resolve("tmp"));
        return directory;
    }

    /** In a session of its own, with the environment of a body. */
    private Process body(Path directory, String script) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("setsid", "bash", "-c", script)
                .directory(directory.resolve("work").toFile());
        builder.environment().put("TMPDIR", directory.resolve("tmp").toString());
        Process started = builder.start();
        bodies.add(started);
        return started;
    }

    private static void awaitFile(Path file) {
        await(() -> Files.exists(file) && file.toFile().length() > 0);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void bodiesOfARunAreEndedWithAllThatTheyStartedAndNoOthers() throws Exception {
        Path mine = directory(RUN);
        Process body = body(mine, "env -i sleep 1000 & echo $! > started; cd /; wait");
        Process others = body(directory(OTHER), "sleep 1000");
        awaitFile(mine.resolve("work/started"));
        Path gone = directory(RUN);
        Process away = body(gone, "echo > started; cd /; sleep 1000");
        awaitFile(gone.resolve("work/started"));

        long child = started(mine);

        assertThat(new Leftovers(scratch, RUN).end(GRACE)).isEmpty();

        assertThat(body.waitFor()).isNotZero();
        assertThat(away.waitFor()).isNotZero();
        await(() -> ProcessHandle.of(child).isEmpty());
        assertThat(others.isAlive()).isTrue();
    }

    private static long started(Path directory) throws IOException {
        return Long.parseLong(
                Files.readString(directory.resolve("work/started")).strip());
    }

    @Test
    void aBodyThatHidesItsEnvironmentIsFoundByWhereItIs() throws Exception {
        Path mine = directory(RUN);
        Process body = body(mine, "exec env -i bash -c 'echo > started; sleep 1000'");
        awaitFile(mine.resolve("work/started"));

        assertThat(new Leftovers(scratch, RUN).end(GRACE)).isEmpty();

        assertThat(body.waitFor()).isNotZero();
    }

    /** Steps of a used file have names with dots in them. */
    @Test
    void bodiesOfStepsOfOtherFilesAreFoundAndTheirDirectoriesGo() throws Exception {
        Path mine =
                TaskDirectory.create(scratch, bench.step("align.map").make()).root();
        Process body = body(mine, "echo > started; sleep 1000");
        awaitFile(mine.resolve("work/started"));
        Leftovers leftovers = new Leftovers(scratch, RUN);

        assertThat(leftovers.end(GRACE)).isEmpty();
        assertThat(body.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        leftovers.clear();
        assertThat(mine).doesNotExist();
    }

    @Test
    void whatHearsNoTermIsKilledAfterTheGrace() throws Exception {
        Path mine = directory(RUN);
        Process body = body(mine, "trap '' TERM; echo $$ > started; while :; do sleep 0.05; done");
        awaitFile(mine.resolve("work/started"));

        assertThat(new Leftovers(scratch, RUN).end(Duration.ofMillis(100))).isEmpty();

        assertThat(body.waitFor()).isNotZero();
    }

    @Test
    void directoriesOfItsAttemptsGoAndThoseThatWereKeptStay() throws Exception {
        Path mine = directory(RUN);
        Path others = scratch.resolve("align.4k." + TaskDirectory.mark(OTHER.text()) + "1");
        Path kept = scratch.resolve("align.S1.1." + mine.getFileName());
        Files.createDirectories(others);
        Files.createDirectories(kept);
        Files.createSymbolicLink(mine.resolve("work/link"), others);

        new Leftovers(scratch, RUN).clear();

        assertThat(mine).doesNotExist();
        assertThat(others).exists();
        assertThat(kept).exists();
    }

    @Test
    void whereNothingEverRanThereIsNothingToDo() throws Exception {
        Leftovers none = new Leftovers(folder.resolve("nowhere"), RUN);

        assertThat(none.end(GRACE)).isEmpty();
        none.clear();
    }

    /** So that leftovers are found where the worker puts them. */
    @Test
    void aWorkersDirectoriesAreCalledAsTheyAreLookedFor() throws Exception {
        Path made = folder.resolve("made");
        bench.run(bench.step("align").run("dirname \"$TMPDIR\" > " + made));

        assertThat(Path.of(Files.readString(made).strip()).getFileName().toString())
                .matches(TaskDirectory.names(Workbench.RUN.text()));
    }
}
