package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Each;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one step, with what holds for all steps where it says nothing itself. */
final class StepReader {
    private static final List<String> BODIES = List.of("command", "run", "java", "script");

    private final Problems problems;
    private final RunningDefaults defaults;

    StepReader(RunningDefaults defaults, Problems problems) {
        this.defaults = defaults;
        this.problems = problems;
    }

    /** Empty when it has no body; that is told. */
    Optional<StepSpec> step(YamlText name, Block block) {
        Optional<BodySpec> body = body(name, block);
        Each each = block.string("each").filter("cohort"::equals).isPresent() ? Each.COHORT : Each.SAMPLE;
        return body.map(b -> new StepSpec(
                name.value(),
                each,
                defaults.image(block).orElse(null),
                inputs(block),
                outputs(block),
                b,
                needs(block),
                defaults.resources(block),
                defaults.timeout(block).orElse(null),
                defaults.attempts(block),
                defaults.keep(block),
                name.place()));
    }

    private Optional<BodySpec> body(YamlText name, Block block) {
        List<YamlMap.Entry> bodies = block.map().entries().stream()
                .filter(e -> BODIES.contains(e.name()))
                .toList();
        if (bodies.isEmpty()) {
            problems.add(Problem.error(name.place(), "the step `" + name.value() + "` does nothing")
                    .hint("give it one of `command`, `run`, `java` or `script`"));
            return Optional.empty();
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
        return Optional.of(body(first));
    }

    private BodySpec body(YamlMap.Entry entry) {
        return switch (entry.name()) {
            case "command" ->
                new BodySpec.Command(
                        templates(((YamlList) entry.value()).items()),
                        entry.key().place());
            case "run" ->
                new BodySpec.Run(
                        ShellReader.read(template((YamlText) entry.value()), problems),
                        entry.key().place());
            case "java" -> java(entry, Block.of(entry.value()));
            default -> script(entry);
        };
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
                    ((YamlText) entry.value()).value(), List.of(), entry.key().place());
        }
        Block block = Block.of(entry.value());
        return new BodySpec.Script(
                block.string("file").orElseThrow(),
                templates(block.texts("args")),
                entry.key().place());
    }

    private Map<String, InputSpec> inputs(Block step) {
        Map<String, InputSpec> inputs = new LinkedHashMap<>();
        step.named("inputs").forEach((name, node) -> input(name, node).ifPresent(i -> inputs.put(i.name(), i)));
        return inputs;
    }

    private Optional<InputSpec> input(YamlText name, YamlNode node) {
        if (node instanceof YamlText) {
            return Optional.of(
                    new InputSpec(name.value(), template((YamlText) node), InputSpec.Form.INFERRED, name.place()));
        }
        Block block = Block.of(node);
        Optional<YamlText> file = block.text("file");
        Optional<YamlText> value = block.text("value");
        if (file.isPresent() == value.isPresent()) {
            problems.add(
                    Problem.error(name.place(), "the input `" + name.value() + "` must have either `file` or `value`"));
            return Optional.empty();
        }
        InputSpec.Form form = file.isPresent() ? InputSpec.Form.FILE : InputSpec.Form.VALUE;
        return Optional.of(
                new InputSpec(name.value(), template(file.or(() -> value).orElseThrow()), form, name.place()));
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

    private List<StepSpec.Need> needs(Block block) {
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
