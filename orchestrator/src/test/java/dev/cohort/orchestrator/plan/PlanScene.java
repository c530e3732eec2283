package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Json;
import dev.cohort.contract.Payload;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.samples.SampleSheet;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.PipelineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A pipeline, a cohort and a store, drawn at the top of a test, and the plan that comes of them. */
final class PlanScene {
    static final String BASE = "/pipelines";
    static final String SHEETS = "/sheets";

    private final StepGraph graph;
    private final FakeStore held;
    private final Map<String, Payload> payloads = new HashMap<>();
    private final Map<String, String> images = new HashMap<>();
    private final Map<String, String> params = new HashMap<>();
    private final Set<String> forced = new HashSet<>();
    private SampleTable samples = cohort(3);
    private RunId run = new RunId("20260131-120000-k3x9");
    private String store = "/store";
    private @Nullable Encryption encryption;
    private @Nullable Account account;
    private int mostInChunk = Chunk.MOST_LANES;

    private PlanScene(StepGraph graph, FakeStore held) {
        this.graph = graph;
        this.held = held;
    }

    static PlanScene of(String pipeline) {
        return new PlanScene(graph(pipeline), new FakeStore());
    }

    /** The same store and cohort after the pipeline was edited. */
    PlanScene edited(String pipeline) {
        PlanScene scene = new PlanScene(graph(pipeline), held);
        scene.samples = samples;
        scene.params.putAll(params);
        scene.payloads.putAll(payloads);
        scene.images.putAll(images);
        return scene;
    }

    static StepGraph graph(String pipeline) {
        Problems problems = new Problems();
        Optional<StepGraph> graph = PipelineReader.read(
                        new Source("pipeline.yaml", pipeline), Optional.empty(), problems)
                .flatMap(read -> StepGraph.of(read, problems));
        return graph.orElseThrow(() -> new AssertionError(told(problems)));
    }

    static String told(Problems problems) {
        return String.join("\n", new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()));
    }

    static SampleTable cohort(int lanes) {
        return SampleTable.of(
                IntStream.rangeClosed(1, lanes).mapToObj(i -> "s" + i).toList());
    }

    PlanScene lanes(int lanes) {
        samples = cohort(lanes);
        return this;
    }

    PlanScene sheet(String table) {
        Problems problems = new Problems();
        ByteArrayInputStream bytes = new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8));
        try {
            samples = SampleSheet.read(
                            "sheet.csv", bytes, SHEETS, graph.pipeline().columns(), problems)
                    .orElseThrow(() -> new AssertionError(told(problems)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    PlanScene param(String name, String value) {
        params.put(name, value);
        return this;
    }

    PlanScene payload(String step, String sha256) {
        payloads.put(step, new Payload("steps.jar", sha256));
        return this;
    }

    PlanScene image(String step, String digest) {
        images.put(step, digest);
        return this;
    }

    PlanScene force(String step) {
        forced.add(step);
        return this;
    }

    PlanScene run(String id) {
        run = new RunId(id);
        return this;
    }

    PlanScene store(String address) {
        store = address;
        return this;
    }

    PlanScene encrypted(Encryption said) {
        encryption = said;
        return this;
    }

    PlanScene account(Account made) {
        account = made;
        return this;
    }

    PlanScene mostInChunk(int lanes) {
        mostInChunk = lanes;
        return this;
    }

    FakeStore held() {
        return held;
    }

    StepGraph graph() {
        return graph;
    }

    SampleTable samples() {
        return samples;
    }

    PlanSettings settings() {
        Map<String, String> bound = new HashMap<>(new ParamBinder(graph.pipeline(), BASE, store, new Problems())
                .bind(params.entrySet().stream()
                        .map(param -> new GivenParam(param.getKey(), param.getValue(), SHEETS))
                        .toList()));
        return new PlanSettings(
                run, graph.pipeline().name(), store, bound, payloads, images, forced, 1, encryption, account);
    }

    RunPlan plan() {
        return Planner.plan(graph, BASE, samples, settings(), held, mostInChunk);
    }

    /** Made again from what another left written, after the store has moved on. */
    RunPlan again(String decided) {
        Decided read =
                Decided.fromJson(Json.parse(decided), graph, samples.size()).orElseThrow();
        return Planner.again(graph, BASE, samples, settings(), read, mostInChunk);
    }

    /** A run in which all went well: every task leaves what it would leave now. */
    PlanScene ran() {
        for (ResolvedStep step : graph.steps()) {
            for (int lane : lanesOf(step)) {
                ran(step.name(), lane);
            }
        }
        return this;
    }

    int[] lanesOf(ResolvedStep step) {
        return step.perSample() ? IntStream.range(0, samples.size()).toArray() : new int[] {Holdings.COHORT};
    }

    void ran(String step, int lane) {
        held.ok(step, lane, def(step), in(step, lane).orElseThrow(), step + lane);
    }

    String def(String step) {
        return define(step).def();
    }

    StepDefinition define(String step) {
        return new Definitions(settings(), new Bases(graph.pipeline(), BASE), notNeeded()).define(graph.step(step));
    }

    Optional<String> in(String step, int lane) {
        return identities().in(define(step), lane);
    }

    InputIdentities identities() {
        return new InputIdentities(held, values(), samples.size(), notNeeded());
    }

    NotNeeded notNeeded() {
        return NotNeeded.of(graph, values(), samples.size());
    }

    LaneValues values() {
        return new LaneValues(graph.pipeline(), samples, settings(), BASE);
    }

    /** What runs and why, a line for each step that has something to do. */
    List<String> runs() {
        return plan().steps().stream()
                .filter(step -> step.run() > 0)
                .map(step -> step.name() + " " + step.run() + ": " + reasons(step))
                .toList();
    }

    private static String reasons(StepPlan step) {
        List<String> reasons = step.reasons().entrySet().stream()
                .map(reason -> reason.getKey().words() + " " + reason.getValue())
                .toList();
        return String.join(", ", reasons);
    }

    /** The jobs without the run in their names, each with what it waits for; a wait by lane is marked. */
    List<String> jobs() {
        return plan().jobs().stream().map(this::words).toList();
    }

    private String words(PlannedJob job) {
        List<String> before = job.dependsOn().stream()
                .map(d -> shorter(d.job()) + (d.type() == JobDependency.Type.N_TO_N ? " by lane" : ""))
                .toList();
        String what = job.kind().word() + (job.size() > 1 ? " of " + job.size() : "");
        return shorter(job.name()) + " " + what + (before.isEmpty() ? "" : " after " + String.join(", ", before));
    }

    private String shorter(String job) {
        return job.substring(run.text().length() + 1).replaceFirst("r1$", "");
    }
}
