package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cohort.contract.Digest;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every compute does with a plan, whatever it is made of. The script of a step lies at {@code scripts/STEP.sh} below the store and is
 * given its sample; lane i is the sample si.
 */
@Timeout(120)
public abstract class ComputeContract {
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    protected Path folder;

    private RunPlan plan = Plans.of(Plans.CHAIN, "s0");
    private Compute compute = new FakeCompute();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, JobView> views = new LinkedHashMap<>();

    /** One on which eight tasks of one processor run at a time. */
    protected abstract Compute open(RunPlan ofPlan, Store store);

    /** Null for this machine. */
    protected @Nullable Account account() {
        return null;
    }

    @AfterEach
    void close() {
        compute.close();
    }

    /** A step that runs its script; what it says beside that follows. */
    protected String step(String name, String more) {
        return "  " + name + ":\n    image: test/any\n    outputs: { o: o }\n    command: [sh, " + folder + "/scripts/"
                + name
                + ".sh, " + (more.contains("each: cohort") ? "_cohort" : "\"${{ sample }}\"") + "]\n"
                + more.indent(4);
    }

    protected static String pipeline(String... steps) {
        return "pipeline: p\ndefaults: { timeout: 1h, resources: { cpus: 1, memory: 16 MiB } }\nsteps:\n"
                + String.join("", steps);
    }

    /** What a step does for the sample {@code $1}; it must leave a file {@code o}. */
    protected void script(String name, String text) throws IOException {
        Path file = folder.resolve("scripts").resolve(name + ".sh");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "cd_to=" + folder + "\n" + text + "\n: > o\n");
    }

    /** A line of a script that waits for {@link #let}. */
    protected String waitFor(String marker) {
        return "while test ! -e " + folder + "/" + marker + "; do sleep 0.02; done";
    }

    protected void let(String marker) throws IOException {
        Files.createFile(folder.resolve(marker));
    }

    protected void submit(String pipeline, int lanes) throws Exception {
        submit(pipeline, lanes, Holdings.none());
    }

    private void submit(String pipeline, int lanes, Holdings holdings) throws Exception {
        String[] samples = IntStream.range(0, lanes).mapToObj(i -> "s" + i).toArray(String[]::new);
        plan = Plans.of(impatient(pipeline), folder.toString(), account(), holdings, samples);
        writeDigests();
        compute = open(plan, store());
        for (PlannedJob job : plan.jobs()) {
            ids.put(job.name(), compute.submit(plan, job, ids, () -> {}));
        }
    }

    /** Whether lanes were kept from starting by nothing but the time at which their job was handed over. */
    protected boolean isAnyTooLate() {
        Map<String, TaskCounts> counts = new LinkedHashMap<>();
        views.forEach((id, view) -> counts.put(id, view.counts()));
        return new LateJobs(compute, ids, counts).isAny(plan.jobs());
    }

    /** The language has no timeout below a minute, for which no test can wait. */
    private static StepGraph impatient(String text) {
        Pipeline read = Plans.graph(text).pipeline();
        Map<String, StepSpec> steps = new LinkedHashMap<>();
        read.steps().forEach((name, step) -> steps.put(name, impatient(step)));
        Pipeline changed = new Pipeline(
                read.name(),
                read.description(),
                read.params(),
                read.columns(),
                steps,
                read.profiles(),
                read.unsure(),
                read.used(),
                read.place());
        return StepGraph.of(changed, new Problems()).orElseThrow();
    }

    private static StepSpec impatient(StepSpec step) {
        boolean shortest = step.limit().filter(SHORTEST_TIMEOUT::equals).isPresent();
        return new StepSpec(
                step.name(),
                step.each(),
                step.when(),
                step.image(),
                step.inputs(),
                step.outputs(),
                step.body(),
                step.needs(),
                step.resources(),
                shortest ? Duration.ofSeconds(1) : step.timeout(),
                step.retry(),
                step.keep(),
                step.provisions(),
                step.placement(),
                step.quorum(),
                step.place());
    }

    private void writeDigests() throws IOException {
        Files.createDirectories(folder.resolve("scripts"));
        for (PlannedJob job : plan.jobs()) {
            Files.writeString(
                    folder.resolve("scripts").resolve(job.step() + ".def"),
                    Digest.short16(plan.assignment(job).def()));
        }
    }

    protected Store store() {
        return Store.open(Location.of(folder));
    }

    protected PlannedJob job(String step) {
        return plan.jobs().stream()
                .filter(job -> job.step().equals(step) && job.kind() != JobKind.JOIN)
                .findFirst()
                .orElseThrow();
    }

    protected String id(String step) {
        return Optional.ofNullable(ids.get(job(step).name())).orElseThrow();
    }

    protected JobView view(String step) {
        return Optional.ofNullable(views.get(id(step))).orElseThrow();
    }

    protected RunPlan plan() {
        return plan;
    }

    protected Compute compute() {
        return compute;
    }

    /** Looks until a step stands so. */
    protected TaskCounts when(String step, Predicate<TaskCounts> so) throws InterruptedException {
        return look(() -> so.test(view(step).counts()), step);
    }

    protected TaskCounts ended(String step) throws InterruptedException {
        return look(() -> view(step).ended(), step);
    }

    private TaskCounts look(BooleanSupplier enough, String step) throws InterruptedException {
        do {
            compute.awaitChange(GLANCE);
            compute.look(ids.values()).forEach(view -> views.put(view.id(), view));
        } while (!enough.getAsBoolean());
        return view(step).counts();
    }

    private Map<Integer, TaskEnd.How> failures(String step) {
        return compute.failures(id(step)).stream().collect(Collectors.toMap(TaskEnd::index, TaskEnd::how));
    }

    protected FailureKind kindOfFailure(String step) {
        Failures failures = new Failures(store(), plan);
        TaskEnd first = compute.failures(id(step)).stream()
                .min(Comparator.comparing(TaskEnd::index))
                .orElseThrow();
        return failures.explain(job(step), id(step), first).kind();
    }

    private static TaskCounts succeeded(int tasks) {
        return new TaskCounts(tasks, 0, 0, 0, 0, 0);
    }

    protected String[] twoSteps() {
        return new String[] {step("first", ""), step("second", "needs: [first]")};
    }

    @Test
    void aLaneGoesOnWhileAnotherIsStillAtTheStepBefore() throws Exception {
        script("first", "if test $1 = s3; then " + waitFor("go") + "; fi");
        script("second", "");
        submit(pipeline(twoSteps()), 8);

        when("second", counts -> counts.succeeded() == 7);
        assertThat(view("first").counts()).isEqualTo(new TaskCounts(7, 0, 0, 0, 1, 0));
        assertThat(view("second").counts()).isEqualTo(new TaskCounts(7, 0, 0, 0, 0, 1));

        let("go");
        assertThat(ended("second")).isEqualTo(succeeded(8));
        assertThat(compute().failures(id("first"))).isEmpty();
    }

    @Test
    void aFailureStaysInItsLane() throws Exception {
        script("first", "test $1 != s2 || exit 3");
        script("second", "");
        submit(pipeline(twoSteps()), 4);

        assertThat(ended("second")).isEqualTo(new TaskCounts(3, 0, 0, 1, 0, 0));
        assertThat(ended("first")).isEqualTo(new TaskCounts(3, 0, 1, 0, 0, 0));
        assertThat(failures("first")).containsOnly(Map.entry(2, TaskEnd.How.FAILED));
        assertThat(failures("second")).containsOnly(Map.entry(2, TaskEnd.How.UPSTREAM));
    }

    @Test
    void anAttemptThatMayPassIsRepeated() throws Exception {
        script("first", "if test ! -e $cd_to/$1.tried; then : > $cd_to/$1.tried; exit 9; fi");
        submit(pipeline(step("first", "retry: { attempts: 3, on-exit: [9] }")), 2);

        assertThat(ended("first").retried(0)).isEqualTo(succeeded(2));
        assertThat(folder.resolve("s0.tried")).exists();
        assertThat(folder.resolve("s1.tried")).exists();
    }

    @Test
    void ofATaskThatIsItsOwnJobEachRetryIsTold() throws Exception {
        script("first", "if test ! -e $cd_to/$1.tried; then : > $cd_to/$1.tried; exit 9; fi");
        submit(pipeline(step("first", "retry: { attempts: 3, on-exit: [9] }")), 1);

        assertThat(ended("first")).isEqualTo(succeeded(1).retried(1));
        assertThat(compute().retries(id("first")))
                .extracting(Compute.FailedAttempt::index, Compute.FailedAttempt::attempt)
                .containsExactly(tuple(0, 1));
    }

    @Test
    void whatTakesTooLongIsEndedAndToldSo() throws Exception {
        script("first", "test $1 != s1 || " + waitFor("never"));
        submit(pipeline(step("first", "timeout: 60s")), 2);

        assertThat(ended("first")).isEqualTo(new TaskCounts(1, 0, 1, 0, 0, 0));
        assertThat(kindOfFailure("first")).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void whatIsTerminatedEndsAndWhatWaitedForItNeverStarts() throws Exception {
        script("first", waitFor("never"));
        script("second", "");
        submit(pipeline(twoSteps()), 20);
        when("first", counts -> counts.running() == 8);

        compute().terminate(id("first"), "enough");

        assertThat(ended("first")).isEqualTo(new TaskCounts(0, 0, 0, 12, 0, 0, 8));
        assertThat(ended("second")).isEqualTo(new TaskCounts(0, 0, 0, 20, 0, 0));
        assertThat(failures("first").values().stream()
                        .filter(TaskEnd.How.CANCELLED::equals)
                        .count())
                .isEqualTo(8);
    }

    @Test
    void aGatherComesAfterAllLanesAndNotAtAllWhereOneFailed() throws Exception {
        script("first", "test $1 != s1 || " + waitFor("go"));
        script("all", "");
        submit(pipeline(step("first", ""), step("all", "each: cohort\nneeds: [first]")), 3);
        when("first", counts -> counts.succeeded() == 2);
        assertThat(view("all").counts()).isEqualTo(TaskCounts.pending(1));

        let("go");
        assertThat(ended("all")).isEqualTo(succeeded(1));
    }

    @Test
    void aGatherOfAFailedLaneIsNeverStarted() throws Exception {
        script("first", "test $1 != s1 || exit 3");
        script("all", "");
        submit(pipeline(step("first", ""), step("all", "each: cohort\nneeds: [first]")), 3);

        assertThat(ended("all")).isEqualTo(TaskCounts.upstream(1));
        assertThat(failures("all")).containsOnly(Map.entry(0, TaskEnd.How.UPSTREAM));
    }

    @Test
    void aLaneThatIsAloneIsAPlainJob() throws Exception {
        script("first", "");
        script("second", "exit 3");
        submit(pipeline(twoSteps()), 1);

        assertThat(ended("second")).isEqualTo(new TaskCounts(0, 0, 1, 0, 0, 0));
        assertThat(ended("first")).isEqualTo(succeeded(1));
        assertThat(failures("second")).containsOnly(Map.entry(0, TaskEnd.How.FAILED));
    }

    @Test
    void aCohortBeyondAnArraysLimitGoesInChunks() throws Exception {
        script("first", waitFor("never"));
        script("second", "");
        submit(pipeline(twoSteps()), 25_000);

        assertThat(ids).hasSize(6);
        when("first", counts -> counts.running() == 8);
        fromTheLast(ids.values()).forEach(id -> compute().terminate(id, "enough"));
        look(() -> views.values().stream().allMatch(JobView::ended), "first");
        TaskCounts all = views.values().stream().map(JobView::counts).reduce(TaskCounts.NONE, TaskCounts::plus);
        assertThat(all).isEqualTo(new TaskCounts(0, 0, 0, 49_992, 0, 0, 8));
    }

    /** What is ended makes room for what comes next, unless that has been ended before. */
    private static List<String> fromTheLast(Collection<String> submitted) {
        List<String> ids = new ArrayList<>(submitted);
        Collections.reverse(ids);
        return ids;
    }

    @Test
    void whatWaitsForMoreThanTwentyWaitsForJoins() throws Exception {
        String[] steps = new String[22];
        for (int i = 0; i < 21; i++) {
            steps[i] = step("part" + i, "each: cohort");
            script("part" + i, i == 20 ? waitFor("go") : "");
        }
        String names = IntStream.range(0, 21).mapToObj(i -> "part" + i).collect(Collectors.joining(", "));
        steps[21] = step("all", "each: cohort\nneeds: [" + names + "]");
        script("all", "");
        submit(pipeline(steps), 1);
        assertThat(plan.jobs()).anyMatch(job -> job.kind() == JobKind.JOIN);

        when("part0", counts -> counts.succeeded() == 1);
        assertThat(view("all").counts()).isEqualTo(TaskCounts.pending(1));
        let("go");
        assertThat(ended("all")).isEqualTo(succeeded(1));
        look(() -> views.values().stream().allMatch(JobView::ended), "all");
    }

    @Test
    void anArrayNeedsNoCohortStepThatIsDone() throws Exception {
        script("index", "");
        script("lanes", "");
        String[] steps = {step("index", "each: cohort"), step("lanes", "needs: [index]")};
        RunPlan both = Plans.of(pipeline(steps), folder.toString(), Holdings.none(), "s0", "s1");
        assertThat(both.jobs()).hasSize(2);

        submit(pipeline(steps), 2, done(both.assignment(both.jobs().get(0)).def()));

        assertThat(Arrays.asList(job("lanes"))).containsExactlyElementsOf(plan.jobs());
        assertThat(ended("lanes")).isEqualTo(succeeded(2));
    }

    /** A store in which the step {@code index} is done as it is meant. */
    private static Holdings done(String def) {
        String in = Digest.short16(Fingerprint.in(new TreeMap<>()));
        OutcomeKey key =
                new OutcomeKey(OutcomeKey.Status.OK, Digest.short16(def), in, OutcomeKey.NONE, OutcomeKey.NONE);
        return new Holdings() {
            @Override
            public Optional<Held> held(String step, int lane) {
                return step.equals("index") ? Optional.of(new Held(key, true)) : Optional.empty();
            }

            @Override
            public Optional<String> external(String location, boolean paid) {
                return Optional.empty();
            }
        };
    }
}
