package dev.cohort.worker;

import dev.cohort.contract.Body;
import dev.cohort.contract.Each;
import dev.cohort.contract.Encryption;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Job;
import dev.cohort.contract.Json;
import dev.cohort.contract.Lane;
import dev.cohort.contract.Limits;
import dev.cohort.contract.OutputPattern;
import dev.cohort.contract.Payload;
import dev.cohort.contract.Template;
import dev.cohort.contract.Terms;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes assignments: by default one attempt of a step at sample s1, as a plain job. Texts have holes such as {@code <sample>}. */
final class TaskMaker {
    private static final Pattern HOLE = Pattern.compile("<([a-z][A-Za-z0-9._-]*(?:\\.\\*)?)>");

    private final Workbench bench;
    private final String step;
    private final Map<String, InputPattern> inputs = new LinkedHashMap<>();
    private final Map<String, OutputPattern> outputs = new LinkedHashMap<>();
    private final Map<String, Template> env = new LinkedHashMap<>();
    private Body body = new Body.Command(List.of(Template.text("true")));
    private Payload payload;
    private Lane lane = new Lane("s1", Map.of(), Set.of());
    private Limits limits = new Limits(1, null, null, null);
    private String def = "";
    private int attempt = 1;
    private int index = Assignment.PLAIN;
    private int size = 1;
    private boolean force;
    private Terms terms = Terms.NONE;

    TaskMaker(Workbench bench, String step) {
        this.bench = bench;
        this.step = step;
    }

    String step() {
        return step;
    }

    String sample() {
        return lane == null ? null : lane.sample();
    }

    static Template template(String text) {
        List<Template.Part> parts = new ArrayList<>();
        Matcher hole = HOLE.matcher(text);
        int at = 0;
        for (; hole.find(); at = hole.end()) {
            parts.add(new Template.Text(text.substring(at, hole.start())));
            String path = hole.group(1);
            parts.add(path.endsWith(".*") ? new Template.Splice(path) : new Template.Ref(path));
        }
        parts.add(new Template.Text(text.substring(at)));
        return new Template(parts.stream()
                .filter(part -> !part.equals(new Template.Text("")))
                .toList());
    }

    private static List<Template> templates(String... texts) {
        return Arrays.stream(texts).map(TaskMaker::template).toList();
    }

    TaskMaker command(String... argv) {
        body = new Body.Command(templates(argv));
        return this;
    }

    TaskMaker run(String script, String... variables) {
        Map<String, Template> values = new LinkedHashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            values.put(variables[i], template(variables[i + 1]));
        }
        body = new Body.Run(script, values);
        return this;
    }

    /** A run body that finds the step's outputs and inputs as variables of their names. */
    TaskMaker bash(String script) {
        List<String> variables = new ArrayList<>();
        outputs.keySet().forEach(name -> variables.addAll(List.of(name, "<outputs." + name + ">")));
        inputs.keySet().forEach(name -> variables.addAll(List.of(name, "<inputs." + name + ">")));
        return run(script, variables.toArray(String[]::new));
    }

    TaskMaker java(String type, Map<String, String> with) {
        Map<String, Template> settings = new LinkedHashMap<>();
        with.forEach((name, value) -> settings.put(name, template(value)));
        body = new Body.Java(type, settings);
        return this;
    }

    TaskMaker script(String... args) {
        body = new Body.Script(templates(args));
        return this;
    }

    TaskMaker pass() {
        body = new Body.Pass();
        return this;
    }

    TaskMaker payload(String file, byte[] bytes) {
        payload = new Payload(file, Sha256.of(bytes).hex());
        bench.store().put(Key.of(bench.layout().payload(payload)), Content.of(bytes));
        return this;
    }

    Payload payload() {
        return payload;
    }

    TaskMaker file(String name, String path) {
        return input(name, new InputPattern.File(template(path), bench.home().toString()));
    }

    TaskMaker file(String name, Path path) {
        return file(name, path.toString());
    }

    TaskMaker value(String name, String text) {
        return input(name, new InputPattern.Value(template(text)));
    }

    TaskMaker from(String name, String producer, String output) {
        return input(name, new InputPattern.FromLane(producer, output));
    }

    TaskMaker fromCohort(String name, String producer, String output) {
        return input(name, new InputPattern.FromCohort(producer, output));
    }

    TaskMaker gather(String name, String producer, String output) {
        return input(name, new InputPattern.Gather(producer, output));
    }

    /** A gather of which some samples may have no part. */
    TaskMaker partialGather(String name, String producer, String output) {
        return input(name, new InputPattern.Gather(producer, output, true));
    }

    TaskMaker files(String name, String paths) {
        return input(name, new InputPattern.Files(template(paths)));
    }

    private TaskMaker input(String name, InputPattern pattern) {
        inputs.put(name, pattern);
        return this;
    }

    TaskMaker output(String name, String path) {
        return output(name, path, OutputPattern.Kind.FILE, false);
    }

    TaskMaker directory(String name, String path) {
        return output(name, path, OutputPattern.Kind.DIRECTORY, false);
    }

    TaskMaker glob(String name, String path) {
        return output(name, path, OutputPattern.Kind.GLOB, false);
    }

    TaskMaker optional(String name, String path) {
        return output(name, path, OutputPattern.Kind.FILE, true);
    }

    TaskMaker output(String name, String path, OutputPattern.Kind kind, boolean optional) {
        outputs.put(name, new OutputPattern(template(path), kind, optional));
        return this;
    }

    TaskMaker env(String name, String value) {
        env.put(name, template(value));
        return this;
    }

    TaskMaker sample(String sample, String... columns) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            cells.put(columns[i], columns[i + 1]);
        }
        lane = new Lane(sample, cells, Set.of());
        return this;
    }

    /** A sample that has no need of a step. */
    TaskMaker noNeedOf(String unneeded) {
        lane = new Lane("s1", Map.of(), Set.of(), Set.of(unneeded));
        return this;
    }

    TaskMaker passed() {
        lane = new Lane("s1", Map.of(), Set.of(step));
        return this;
    }

    TaskMaker cohort() {
        lane = null;
        return this;
    }

    TaskMaker array(int number, int children) {
        index = number;
        size = children;
        return this;
    }

    TaskMaker limits(Long memoryMiB, Long diskMiB, Long timeoutSeconds) {
        limits = new Limits(2, memoryMiB, diskMiB, timeoutSeconds);
        return this;
    }

    TaskMaker attempt(int number) {
        attempt = number;
        return this;
    }

    /** Another definition of the same step. */
    TaskMaker defined(String otherwise) {
        def = otherwise;
        return this;
    }

    TaskMaker secrets(String... names) {
        terms = new Terms(List.of(names), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);
        return this;
    }

    /** With inputs that the body may write into. */
    TaskMaker copies(String... inputs) {
        terms = new Terms(List.of(), List.of(), Set.of(inputs), Set.of(), Set.of(), Set.of(), null, null, null);
        return this;
    }

    /** With inputs that the tasks of a host share. */
    TaskMaker cached(String... inputs) {
        terms = new Terms(List.of(), List.of(), Set.of(), Set.of(inputs), Set.of(), Set.of(), null, null, null);
        return this;
    }

    /** With inputs for whose reading it pays. */
    TaskMaker paysFor(String... inputs) {
        terms = new Terms(List.of(), List.of(), Set.of(), Set.of(), Set.of(inputs), Set.of(), null, null, null);
        return this;
    }

    /** Whose results S3 is told to encrypt. */
    TaskMaker encrypted(Encryption encryption) {
        terms = new Terms(List.of(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, encryption);
        return this;
    }

    TaskMaker retriesOn(Integer... codes) {
        return retriesAtMost(null, codes);
    }

    /** Where the compute makes other attempts, too. */
    TaskMaker retriesAtMost(@Nullable Integer attempts, Integer... codes) {
        terms = new Terms(List.of(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(codes), attempts, null, null);
        return this;
    }

    /** Whose gathers do without these, each {@code step<TAB>sample}. */
    TaskMaker without(String... absent) {
        String key = bench.layout().absent(Workbench.RUN, "job-7");
        bench.store().put(Key.of(key), Content.utf8(String.join("\n", absent) + "\n"));
        terms = new Terms(
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                bench.store().location() + "/" + key,
                null);
        return this;
    }

    TaskMaker forced() {
        force = true;
        return this;
    }

    Assignment make() {
        return new Assignment(job(), lane, attempt, "job-7", index, size);
    }

    Job job() {
        return new Job(
                Workbench.RUN.text(),
                Workbench.NAME,
                Workbench.NAME,
                step,
                lane == null ? Each.COHORT : Each.SAMPLE,
                body,
                inputs,
                outputs,
                Fingerprint.def(Json.object().put("step", step).put("def", def).build()),
                payload,
                env,
                limits,
                bench.store().location().toString(),
                lane == null ? null : lanes(),
                force,
                terms);
    }

    String lanes() {
        return bench.store().location() + "/" + bench.layout().lanes(Workbench.RUN, 0, 0);
    }
}
