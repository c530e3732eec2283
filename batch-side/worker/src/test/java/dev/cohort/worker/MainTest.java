package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Lane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a program of its own, told by its environment as in a container, and killed at the worst moment. */
class MainTest {
    private static final String FOREVER = "while :; do sleep 0.01 || :; done";

    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Path printed() {
        return home.resolve("printed");
    }

    private Process start(String mainClass, Map<String, String> environment, String... arguments) throws IOException {
        return WorkerProcess.start(printed(), mainClass, environment, arguments);
    }

    @Test
    void aChildOfAnArray() throws Exception {
        bench.lanes(Workbench.lane("a"), Workbench.lane("b"), Workbench.lane("c"));
        String url = bench.storedJob(
                bench.step("child").output("out", "o").run("echo hello $V $ROLE; echo x > o", "V", "<sample.age>"));
        Process worker = start(
                Main.class.getName(),
                Map.of(
                        "COHORT_JOB", url,
                        "AWS_BATCH_JOB_ID", "id:1",
                        "AWS_BATCH_JOB_ATTEMPT", "2",
                        "AWS_BATCH_JOB_ARRAY_INDEX", "1",
                        "AWS_BATCH_JOB_ARRAY_SIZE", "3",
                        "ROLE", "of-the-container"));
        assertThat(worker.waitFor()).isZero();
        assertThat(bench.outcome("child", "b").attempt()).isEqualTo(2);
        assertThat(bench.outcome("child", "b").jobId()).isEqualTo("id:1");
        assertThat(Workbench.read(printed())).isEqualTo("hello 4b of-the-container\nchild of b: succeeded\n");
        assertThat(bench.result("child", "b", "o")).isEqualTo("x\n");
    }

    @Test
    void aPlainJobIsItsFirstLane() throws Exception {
        bench.lanes(Workbench.lane("only"));
        String url = bench.storedJob(bench.step("plain").run("exit 3"));
        Process worker = start(Main.class.getName(), Map.of("COHORT_JOB", url));
        assertThat(worker.waitFor()).isEqualTo(1);
        assertThat(bench.outcome("plain", "only").toolExit()).isEqualTo(3);
        assertThat(Workbench.read(printed())).startsWith("plain of only: failed. The script of step plain failed");
    }

    @Test
    void termEndsTheBodyAndLeavesAnOutcome() throws Exception {
        bench.lanes(Workbench.lane("a"));
        Path mark = home.resolve("mark");
        String url = bench.storedJob(bench.step("long").run("touch " + mark + "; " + FOREVER));
        Process worker = start(Main.class.getName(), Map.of("COHORT_JOB", url));
        Workbench.await(() -> Files.exists(mark));
        worker.destroy();
        assertThat(worker.waitFor()).isEqualTo(75);
        assertThat(bench.outcome("long", "a").kind()).isEqualTo(dev.cohort.contract.FailureKind.TERMINATED);
    }

    @Test
    void aNameThatTheLocaleHasNoLettersForIsToldAndNotTriedAgain() throws Exception {
        bench.lanes(new Lane("a", Map.of("id", "\u00e9"), Set.of()));
        String url = bench.storedJob(
                bench.step("spell").output("o", "<sample.id>.txt").run("echo began"));
        Process worker = start(Main.class.getName(), Map.of("COHORT_JOB", url, "LC_ALL", "C"));
        assertThat(worker.waitFor()).isEqualTo(1);
        assertThat(Workbench.read(printed()))
                .startsWith("spell of a: failed. Output `o` has a name that this worker can't spell in its locale: ")
                .endsWith(". Set LC_ALL=C.UTF-8 where the worker runs, as by ENV in the image.\n");
    }

    @Test
    void whatCannotBegin() throws Exception {
        bench.lanes(Workbench.lane("a"));
        String url = bench.storedJob(bench.step("x").run(":"));
        assertThat(start(Main.class.getName(), Map.of()).waitFor()).isEqualTo(1);
        assertThat(Workbench.read(printed()))
                .isEqualTo(
                        "The task cannot begin: COHORT_JOB is not set; it is the URL of the job's file, which Cohort puts into"
                                + " the container.\n");
        assertThat(start(Main.class.getName(), Map.of("COHORT_JOB", url, "AWS_BATCH_JOB_ARRAY_INDEX", "7"))
                        .waitFor())
                .isEqualTo(1);
        assertThat(Workbench.read(printed())).contains("is there such a lane?");
        assertThatThrownBy(() -> Assignments.at("/tmp/job.json"))
                .hasMessage("`/tmp/job.json` is not the file of a job, which lies below <store>/.cohort/runs/");
    }

    @Test
    void aKillBetweenTheResultsAndTheOutcomeLeavesNoOkOutcome() throws Exception {
        TaskMaker task = bench.step("crash").output("out", "o").run("echo old > o");
        bench.done(task);
        bench.lanes(Workbench.lane("s1"));
        String url = bench.storedJob(
                bench.step("crash").defined("2").output("out", "o").run("echo new > o"));
        Process worker = start(HangingWorker.class.getName(), Map.of(), url);
        Workbench.await(
                () -> Files.exists(printed()) && Workbench.read(printed()).contains(HangingWorker.HERE));
        worker.destroyForcibly().waitFor();
        assertThat(bench.result("crash", "s1", "o")).isEqualTo("new\n");
        assertThat(bench.outcomes("crash", "s1")).isEmpty();
        bench.done(
                bench.step("crash").defined("2").attempt(2).output("out", "o").run("echo new > o"));
        assertThat(bench.outcomes("crash", "s1")).singleElement().asString().startsWith("ok.");
    }
}
