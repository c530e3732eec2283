package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.worker.LiveTasks.LiveTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is under way can be found, from another process too, as only directories are looked at. */
class LiveTasksTest {
    private static final String RUN = Workbench.RUN.text();

    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(home);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    private Optional<LiveTask> find(String step, String sample) {
        return new LiveTasks(bench.store()).find(RUN, step, sample);
    }

    @Test
    void aTaskIsFoundWhileItsBodyRuns() throws Exception {
        Path go = home.resolve("go");
        TaskMaker task = bench.step("slow").attempt(2).run("echo here; until [ -e '" + go + "' ]; do sleep 0.01; done");

        CompletableFuture<TaskResult> running = CompletableFuture.supplyAsync(() -> bench.run(task));
        Workbench.await(() ->
                find("slow", "s1").filter(live -> said(live).equals("here\n")).isPresent());

        assertThat(find("slow", "s1")).map(LiveTask::attempt).contains(2);
        assertThat(find("slow", "s2")).isEmpty();
        assertThat(find("slo", "s1")).isEmpty();
        assertThat(new LiveTasks(bench.store()).find("20260131-120000-aaaa", "slow", "s1"))
                .isEmpty();

        Files.createFile(go);
        running.get();
        assertThat(find("slow", "s1"))
                .as("its directory waits for the next task")
                .isEmpty();
    }

    @Test
    void aTaskOfAStepOfAnotherFileIsFoundToo() throws Exception {
        Path go = home.resolve("go");
        TaskMaker task = bench.step("align.map")
                .run("touch '" + home + "/here'; until [ -e '" + go + "' ]; do sleep 0.01; done");

        CompletableFuture<TaskResult> running = CompletableFuture.supplyAsync(() -> bench.run(task));
        Workbench.await(() -> Files.exists(home.resolve("here")));
        Optional<LiveTask> found = find("align.map", "s1");
        Files.createFile(go);
        running.get();

        assertThat(found).isPresent();
    }

    private static String said(LiveTask live) {
        try {
            return Files.readString(live.log());
        } catch (IOException notYet) {
            return "";
        }
    }

    @Test
    void whatAKilledProcessLeftIsNotUnderWay() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = leave("slow.x.1");
        new TaskOwner(RUN, "slow", "s1", 1, dead.pid()).write(left);

        assertThat(find("slow", "s1")).isEmpty();
    }

    @Test
    void whatWasKeptIsNotUnderWay() throws Exception {
        leave("slow.s1.1.slow.x.1");

        assertThat(find("slow", "s1")).isEmpty();
    }

    @Test
    void aTornOwnerIsNobody() throws Exception {
        Path left = leave("slow.x.1");
        assertThat(find("slow", "s1")).isPresent();

        Files.writeString(left.resolve("owner.json"), "{\"run\":");

        assertThat(find("slow", "s1")).isEmpty();
    }

    @Test
    void whereNobodyWorkedNothingIsUnderWay() {
        assertThat(find("slow", "s1")).isEmpty();
    }

    private Path leave(String name) throws IOException {
        Path left = Files.createDirectories(bench.store().scratch().resolve(name));
        TaskOwner.of(bench.step("slow").make()).write(left);
        return left;
    }
}
