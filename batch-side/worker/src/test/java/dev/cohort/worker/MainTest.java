package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Lane;
import dev.cohort.contract.LanesFile;
import dev.cohort.contract.Outcome;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        argv.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
        builder.redirectOutput(printed().toFile()).redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String stored(TaskMaker task) {
        String key = bench.layout().job(Workbench.RUN, "job");
        bench.put(key, task.job().toJson().pretty());
        return bench.store().location() + "/" + key;
    }

    private void lanes(Lane... lanes) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        LanesFile.Writer writer = new LanesFile.Writer(lines, index);
        for (Lane lane : lanes) {
            writer.add(lane);
        }
        writer.finish();
        bench.store().put(Key.of(bench.layout().lanes(Workbench.RUN, 0, 0)), Content.of(lines.toByteArray()));
        bench.store().put(Key.of(bench.layout().lanesIndex(Workbench.RUN, 0, 0)), Content.of(index.toByteArray()));
    }

    private static Lane lane(String sample) {
        return new Lane(sample, Map.of("age", "4" + sample), Set.of());
    }

    private Outcome outcome(String step, String sample) {
        String name = bench.outcomes(step, sample).get(0);
        return Outcome.read(bench.stored(bench.layout().outcomes(step, sample) + "/" + name))
                .orElseThrow();
    }

    @Test
    void aChildOfAnArray() throws Exception {
        lanes(lane("a"), lane("b"), lane("c"));
        String url = stored(
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
        assertThat(outcome("child", "b").attempt()).isEqualTo(2);
        assertThat(outcome("child", "b").jobId()).isEqualTo("id:1");
        assertThat(Workbench.read(printed())).isEqualTo("hello 4b of-the-container\nchild of b: succeeded\n");
        assertThat(bench.result("child", "b", "o")).isEqualTo("x\n");
    }

    @Test
    void aPlainJobIsItsFirstLane() throws Exception {
        lanes(lane("only"));
        String url = stored(bench.step("plain").run("exit 3"));
        Process worker = start(Main.class.getName(), Map.of("COHORT_JOB", url));
        assertThat(worker.waitFor()).isEqualTo(1);
        assertThat(outcome("plain", "only").toolExit()).isEqualTo(3);
        assertThat(Workbench.read(printed())).startsWith("plain of only: failed. The script of step plain failed");
    }

    @Test
    void termEndsTheBodyAndLeavesAnOutcome() throws Exception {
        lanes(lane("a"));
        Path mark = home.resolve("mark");
        String url = stored(bench.step("long").run("touch " + mark + "; " + FOREVER));
        Process worker = start(Main.class.getName(), Map.of("COHORT_JOB", url));
        Workbench.await(() -> Files.exists(mark));
        worker.destroy();
        assertThat(worker.waitFor()).isEqualTo(75);
        assertThat(outcome("long", "a").kind()).isEqualTo(dev.cohort.contract.FailureKind.TERMINATED);
    }

    @Test
    void whatCannotBegin() throws Exception {
        lanes(lane("a"));
        String url = stored(bench.step("x").run(":"));
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
        lanes(lane("s1"));
        String url = stored(bench.step("crash").defined("2").output("out", "o").run("echo new > o"));
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
