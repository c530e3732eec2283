package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Each;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one step, with what holds for all steps where it says nothing itself. */
final class StepReader {
    private static final List<String> BODIES = List.of("command", "run", "java", "script");

    /** Keys that say, or will say, what a step does. */
    private static final List<String> DOING = List.of("command", "run", "java", "script", "use");

    private final Problems problems;
    private final RunningDefaults defaults;
    private final Block params;

    /** A fetched script reads all params of its file, whose block is handed in for that. */
    StepReader(RunningDefaults defaults, Block params, Problems problems) {
        this.defaults = defaults;
        this.params = params;
        this.problems = problems;
    }

    /** A step without a body is told, and gets an empty one, so that the rest of it can be checked. */
    StepSpec step(YamlText name, Block block, YamlMap written) {
        BodySpec body = body(name, block, written);
        Each each = block.string("each").filter("cohort"::equals).isPresent() ? Each.COHORT : Each.SAMPLE;
        return new StepSpec(
                name.value(),
                each,
                when(name, block, each).orElse(null),
                defaults.image(block).orElse(null),
                inputs(block, Block.of(written).block("inputs")),
                outputs(block),
                body,
                needs(block),
                defaults.resources(block),
                defaults.timeout(block).orElse(null),
                defaults.retry(block),
                defaults.keep(block),
                new ProvisionsReader(defaults, problems).read(block),
                placement(block),
                block.text("min-success").map(Quorum::of).orElse(null),
                name.place());
    }

    private Placement placement(Block block) {
        Optional<YamlText> queue = defaults.queue(block);
        queue.ifPresent(name -> AwsNames.queueFault(name.value())
                .ifPresent(why -> problems.add(Problem.error(
                        name.place(), "`queue` " + why + ", and this is " + Visible.quote(name.value())))));
        Map<String, TemplateSpec> tags = new LinkedHashMap<>();
        defaults.merged(block, "tags").forEach((key, text) -> tags.put(key, tag(key, text)));
        return new Placement(
                queue.map(YamlText::value).orElse(null),
                tags,
                defaults.maxParallel(block).orElse(null));
    }

    private TemplateSpec tag(String key, YamlText text) {
        TemplateSpec value = template(text);
        value.constant()
                .flatMap(AwsNames::tagFault)
                .ifPresent(why -> problems.add(Problem.error(
                        text.place(),
                        "the tag " + Visible.quote(key) + " " + why + ", and this is " + Visible.quote(text.value()))));
        return value;
    }

    private Optional<Condition> when(YamlText name, Block block, Each each) {
        if (each == Each.COHORT) {
            block.text("when")
                    .ifPresent(text -> problems.add(Problem.error(
                                    text.place(),
                                    "the step `" + name.value() + "` runs once for the cohort, so it has no `when`")
                            .hint("a condition is asked for each sample; gathers take what the samples have")));
            return Optional.empty();
        }
        return condition(block);
    }

    Optional<Condition> condition(Block block) {
        return block.text("when").flatMap(text -> ConditionParser.parse(text, problems));
    }

    private BodySpec body(YamlText name, Block block, YamlMap written) {
        List<YamlMap.Entry> bodies = block.map().entries().stream()
                .filter(e -> BODIES.contains(e.name()))
                .toList();
        if (bodies.isEmpty()) {
            tellIdle(name, written);
            return new BodySpec.Command(List.of(), name.place());
        }
        YamlMap.Entry first = bodies.get(0);
        bodies.stream()
                .skip(1)
                .forEach(more -> problems.add(Problem.error(
                                more.key().place(),
                                "the step `" + name.value() + "` has both `" + first.name() + "` and `" + more.name()
                                        + "`")
                        .note("the first is here", first.key().place())
                        .hint("a step has one body: keep one of the two, or make two steps of it")));
        return body(first);
    }

    /** Not where a body was written and could not be read, or is most likely mistyped: that is told already. */
    private void tellIdle(YamlText name, YamlMap written) {
        boolean meant = written.entries().stream()
                .map(YamlMap.Entry::name)
                .anyMatch(key -> DOING.contains(key)
                        || key.equals("<<")
                        || (Language.STEP.field(key).isEmpty()
                                && NearestName.of(key, DOING).isPresent()));
        if (!meant) {
            problems.add(Problem.error(name.place(), "the step `" + name.value() + "` does nothing")
                    .hint("give it one of `command`, `run`, `java` or `script`"));
        }
    }

    private BodySpec body(YamlMap.Entry entry) {
        return switch (entry.name()) {
            case "command" -> command(entry, ((YamlList) entry.value()).items());
            case "run" -> run(entry, (YamlText) entry.value());
            case "java" -> java(entry, Block.of(entry.value()));
            default -> script(entry);
        };
    }

    private BodySpec command(YamlMap.Entry entry, List<YamlNode> argv) {
        if (!argv.isEmpty() && ((YamlText) argv.get(0)).value().isBlank()) {
            problems.add(Problem.error(argv.get(0).place(), "`command` starts with an empty text")
                    .hint("first stands the program, then its arguments"));
        }
        return new BodySpec.Command(templates(argv), entry.key().place());
    }

    private BodySpec run(YamlMap.Entry entry, YamlText script) {
        if (script.value().isBlank()) {
            problems.add(Problem.error(script.place(), "the script of `run` is empty"));
        }
        return new BodySpec.Run(
                ShellReader.read(template(script), problems), entry.key().place());
    }

    private BodySpec java(YamlMap.Entry entry, Block block) {
        Map<String, TemplateSpec> with = new LinkedHashMap<>();
        block.named("with").forEach((key, value) -> with.put(key.value(), template((YamlText) value)));
        YamlText className = block.text("class").orElseThrow();
        if (!className.value().matches("([A-Za-z_$][\\w$]{0,200}\\.){0,30}[A-Za-z_$][\\w$]{0,200}")) {
            problems.add(Problem.error(
                    className.place(),
                    "`class` must be the full name of a Java class, such as `dev.cohort.steps.KallistoQuant`"));
        }
        return new BodySpec.Java(
                className.value(),
                block.string("jar").orElse(null),
                with,
                entry.key().place());
    }

    private BodySpec script(YamlMap.Entry entry) {
        if (entry.value() instanceof YamlText) {
            return new BodySpec.Script(
                    ((YamlText) entry.value()).value(),
                    List.of(),
                    environment(entry.key().place()),
                    entry.key().place());
        }
        Block block = Block.of(entry.value());
        return new BodySpec.Script(
                block.string("file").orElseThrow(),
                templates(block.texts("args")),
                environment(entry.key().place()),
                entry.key().place());
    }

    /** A fetched script was written for an environment that holds all params, in upper case. */
    private Map<String, Reference> environment(Place place) {
        Map<String, Reference> env = new LinkedHashMap<>();
        params.map().entries().stream()
                .map(YamlMap.Entry::name)
                .sorted()
                .forEach(name -> env.put(
                        name.toUpperCase(Locale.ROOT).replace('-', '_'),
                        new Reference(Root.PARAMS, List.of(name), false, place)));
        return env;
    }

    Map<String, InputSpec> inputs(Block step, Block written) {
        Map<String, InputSpec> inputs = new LinkedHashMap<>();
        step.named("inputs")
                .forEach((name, node) ->
                        input(name, node, written.block(name.value())).ifPresent(i -> inputs.put(i.name(), i)));
        return inputs;
    }

    private Optional<InputSpec> input(YamlText name, YamlNode node, Block written) {
        if (node instanceof YamlText) {
            warnOfNumber(name, (YamlText) node);
            return Optional.of(new InputSpec(
                    name.value(),
                    template((YamlText) node),
                    InputSpec.Form.INFERRED,
                    InputSpec.Staging.PLAIN,
                    false,
                    name.place()));
        }
        Block block = Block.of(node);
        Optional<YamlText> file = block.text("file");
        Optional<YamlText> value = block.text("value");
        if (file.isPresent() == value.isPresent()) {
            if (file.isPresent() || written.map().entries().isEmpty()) {
                problems.add(eitherOr(name, file.isPresent()));
            }
            return Optional.empty();
        }
        InputSpec.Form form = file.isPresent() ? InputSpec.Form.FILE : InputSpec.Form.VALUE;
        return Optional.of(new InputSpec(
                name.value(),
                template(file.or(() -> value).orElseThrow()),
                form,
                staging(form, block),
                block.flag("optional").orElse(false),
                name.place()));
    }

    private InputSpec.Staging staging(InputSpec.Form form, Block block) {
        for (String key : List.of("cache", "stage", "requester-pays")) {
            block.map()
                    .entry(key)
                    .filter(entry -> form == InputSpec.Form.VALUE)
                    .ifPresent(entry -> problems.add(
                            Problem.error(entry.key().place(), "`" + key + "` is for files, and a value is not staged")
                                    .hint("remove it, or write `file:` if it is a path")));
        }
        return new InputSpec.Staging(
                block.string("stage").filter("copy"::equals).isPresent(),
                block.map().entry("cache").map(entry -> entry.key().place()).orElse(null),
                block.flag("requester-pays").orElse(false)
                        ? block.map()
                                .entry("requester-pays")
                                .map(entry -> entry.key().place())
                                .orElse(null)
                        : null);
    }

    /** A text is a path; who writes a bare number hardly means a file. */
    private void warnOfNumber(YamlText name, YamlText text) {
        if (text.isPlain() && text.value().matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?")) {
            String shown = Visible.quote(text.value());
            problems.add(
                    Problem.warning(text.place(), "the input `" + name.value() + "` is a file that is called " + shown)
                            .hint("write `{ value: " + Visible.text(text.value()) + " }` if it is no file"));
        }
    }

    private static Problem eitherOr(YamlText name, boolean both) {
        return Problem.error(
                        name.place(),
                        "the input `" + name.value() + "` has " + (both ? "both a `file` and a `value`" : "no value"))
                .hint(
                        both
                                ? "a `file` is staged in, a `value` is handed over as it is: keep one"
                                : "write a path or an expression, such as `" + name.value() + ": ${{ sample.bam }}`");
    }

    private Map<String, OutputSpec> outputs(Block step) {
        Map<String, OutputSpec> outputs = new LinkedHashMap<>();
        step.named("outputs").forEach((name, node) -> {
            Block block = Block.of(node);
            YamlText path = node instanceof YamlText
                    ? (YamlText) node
                    : block.text("path").orElseThrow();
            OutputPaths.read(name, path, block.flag("optional").orElse(false), problems)
                    .ifPresent(o -> outputs.put(o.name(), o));
        });
        OutputPaths.tellClashes(outputs.values(), problems);
        return outputs;
    }

    List<StepSpec.Need> needs(Block block) {
        Map<String, YamlText> seen = new LinkedHashMap<>();
        for (YamlText need : block.texts("needs")) {
            @Nullable YamlText first = seen.putIfAbsent(need.value(), need);
            if (first != null) {
                problems.add(Problem.warning(need.place(), "`needs` names " + Visible.quote(need.value()) + " twice")
                        .note("it was first named here", first.place())
                        .hint("once is enough: remove one of them"));
            }
        }
        return block.texts("needs").stream()
                .map(t -> new StepSpec.Need(t.value(), t.place()))
                .toList();
    }

    private List<TemplateSpec> templates(List<? extends YamlNode> items) {
        List<TemplateSpec> templates = new ArrayList<>();
        items.forEach(item -> templates.add(template((YamlText) item)));
        return templates;
    }

    private TemplateSpec template(YamlText text) {
        return TemplateParser.parse(text, problems);
    }
}
