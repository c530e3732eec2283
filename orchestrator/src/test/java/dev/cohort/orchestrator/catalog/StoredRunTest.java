package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cohort.contract.Each;
import dev.cohort.contract.Lane;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.RunFiles;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.view.PlanJson;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.worker.Assignment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code RunFiles} wrote must come back as it was; so the writer takes part here. */
class StoredRunTest {
    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
    }

    private RunPlan write(List<String> samples) {
        RunPlan plan = Plans.of(Plans.CHAIN, folder.toString(), Holdings.none(), samples.toArray(String[]::new));
        new RunFiles(store, plan).write(SampleTable.of(samples), PlanJson.of(plan));
        return plan;
    }

    private StoredRun read() {
        return StoredRun.read(store, Plans.RUN, new Problems()).orElseThrow();
    }

    private String fault() {
        Problems problems = new Problems();
        assertThat(StoredRun.read(store, Plans.RUN, problems)).isEmpty();
        return new ProblemRenderer(Paint.PLAIN).render(problems.inOrder());
    }

    @Test
    void jobsForAQueueComeBackWithItsNameAndTheirImages() {
        String pipeline =
                "pipeline: p\ndefaults: { image: tool }\nsteps:\n  a: { run: 'true' }\n  b: { queue: big, run: 'true' }\n";
        RunPlan plan =
                Plans.of(Plans.graph(pipeline), folder.toString(), Account.of("usual"), Holdings.none(), "x", "y");
        new RunFiles(store, plan).write(SampleTable.of(List.of("x", "y")), PlanJson.of(plan));

        assertThat(read().jobs())
                .extracting(StoredJob::step, StoredJob::queue, StoredJob::image)
                .containsExactly(tuple("a", "usual", "tool"), tuple("b", "big", "tool"));
        assertThat(read().steps()).extracting(StoredStep::attempts).containsOnly(5);
    }

    @Test
    void stepsAndJobsComeBackAsTheyWerePlanned() {
        RunPlan plan = write(List.of("a", "b"));

        StoredRun run = read();

        assertThat(run.id()).isEqualTo(Plans.RUN);
        assertThat(run.name()).isEqualTo("p");
        assertThat(run.pipeline()).isEqualTo("p");
        assertThat(run.samples()).isEqualTo(2);
        assertThat(run.steps())
                .containsExactly(
                        new StoredStep("first", Each.SAMPLE, false, 1, 2, 0, 0),
                        new StoredStep("second", Each.SAMPLE, false, 1, 2, 0, 0),
                        new StoredStep("all", Each.COHORT, true, 1, 1, 0, 0));
        assertThat(run.jobs()).hasSameSizeAs(plan.jobs());
        for (int i = 0; i < plan.jobs().size(); i++) {
            PlannedJob planned = plan.jobs().get(i);
            StoredJob job = run.jobs().get(i);
            assertThat(job.name()).isEqualTo(planned.name());
            assertThat(job.kind()).isEqualTo(planned.kind());
            assertThat(job.size()).isEqualTo(planned.size());
            assertThat(job.dependsOn()).isEqualTo(planned.dependsOn());
            assertThat(job.hasLanes()).isEqualTo(planned.group() != null);
            assertThat(run.assignment(job)).isEqualTo(plan.assignment(planned));
        }
    }

    @Test
    void aTaskOfASampleIsFoundWithItsLane() {
        write(List.of("a", "b", "c"));

        StoredRun run = read();
        StoredTask task = run.task("second", "b").orElseThrow();
        Assignment assignment = run.assignment(task, 2);

        assertThat(task.index()).isEqualTo(1);
        assertThat(assignment.lane()).extracting(Lane::sample).isEqualTo("b");
        assertThat(assignment.job().step()).isEqualTo("second");
        assertThat(assignment.attempt()).isEqualTo(2);
        assertThat(assignment.arrayIndex()).isEqualTo(1);
        assertThat(assignment.arraySize()).isEqualTo(3);
        assertThat(run.task("second", "d")).isEmpty();
        assertThat(run.task("third", "b")).isEmpty();
        assertThat(run.task("second", null)).isEmpty();
        assertThat(run.hasSample("c")).isTrue();
        assertThat(run.hasSample("d")).isFalse();
    }

    @Test
    void aTaskOfTheCohortIsFound() {
        write(List.of("a", "b"));

        StoredTask task = read().task("all", null).orElseThrow();

        assertThat(task.job().kind()).isEqualTo(JobKind.SINGLE);
        assertThat(read().assignment(task, 1).lane()).isNull();
        assertThat(read().assignment(task, 1).arrayIndex()).isEqualTo(Assignment.PLAIN);
    }

    @Test
    void samplesAreFoundInWhicheverChunkTheyAre() {
        List<String> samples =
                IntStream.range(0, 20_001).mapToObj(i -> "sample-" + i).toList();
        write(samples);

        StoredRun run = read();

        for (String sample : List.of("sample-0", "sample-9999", "sample-10000", "sample-20000")) {
            StoredTask task = run.task("first", sample).orElseThrow();
            assertThat(Objects.requireNonNull(run.assignment(task, 1).lane()).sample())
                    .isEqualTo(sample);
        }
    }

    @Test
    void aStoreThatWasMovedIsReadWhereItIsNow() throws Exception {
        write(List.of("a", "b"));
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        store = Store.open(Location.of(moved));

        StoredRun run = read();
        Lane lane = run.assignment(run.task("first", "b").orElseThrow(), 1).lane();
        Files.move(moved, folder);

        assertThat(Objects.requireNonNull(lane).sample()).isEqualTo("b");
    }

    @Test
    void aRunWithoutAPlanIsTold() {
        store.put(Key.of(".cohort/runs/" + Plans.RUN + "/samples.txt"), Content.utf8("a\n"));

        assertThat(fault()).isEqualTo("""
                error: the run 20260131-120000-k3x9 was ended before it began: it left no plan
                  hint: start it again
                """);
    }

    @Test
    void aTornPlanIsTold() {
        store.put(Key.of(".cohort/runs/" + Plans.RUN + "/plan.json"), Content.utf8("{\"name\":"));

        assertThat(fault())
                .startsWith(
                        "error: the plan of the run 20260131-120000-k3x9 can't be read: line 1, column 9: not JSON: ")
                .endsWith("  hint: it lies at " + folder + "/.cohort/runs/20260131-120000-k3x9/plan.json\n");
    }

    @Test
    void aPlanThatIsNoneIsTold() {
        store.put(Key.of(".cohort/runs/" + Plans.RUN + "/plan.json"), Content.utf8("{\"name\":1}"));

        assertThat(fault()).contains("can't be read: plan: `name` is not a text");
    }
}
