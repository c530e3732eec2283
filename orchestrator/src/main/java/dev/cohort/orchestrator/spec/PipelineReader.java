package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Identifier;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a pipeline file: YAML, then its shape, then its records. */
public final class PipelineReader {
    private final Problems problems;
    private final YamlMap written;
    private final Block block;
    private final Doubts doubts;

    private PipelineReader(YamlMap written, Block block, Doubts doubts, Problems problems) {
        this.written = written;
        this.block = block;
        this.doubts = doubts;
        this.problems = problems;
    }

    /**
     * What could be read, even where some of it has problems; empty when nothing could. A profile that it does not have
     * changes nothing: who chose it has to look whether it is there.
     */
    public static Optional<Pipeline> read(Source source, Optional<String> profile, Problems problems) {
        Problems ofYaml = new Problems();
        Optional<YamlNode> root = YamlReader.read(source, ofYaml);
        problems.addAll(ofYaml.inOrder());
        return root.flatMap(node -> pipeline(node, profile, !ofYaml.isEmpty(), problems));
    }

    private static Optional<Pipeline> pipeline(
            YamlNode root, Optional<String> profile, boolean lossy, Problems problems) {
        if (!(root instanceof YamlMap)) {
            problems.add(Problem.error(
                    root.place(),
                    "a pipeline file is a map that starts with `pipeline: NAME`, and this is " + root.word()));
            return Optional.empty();
        }
        Doubts doubts = new Doubts();
        if (lossy) {
            doubts.all();
        }
        YamlMap written = (YamlMap) root;
        doubts.sections("", written, Language.PIPELINE, List.of("params", "samples", "steps"));
        return new ShapeCheck(problems)
                .fit("pipeline", root, Language.PIPELINE)
                .map(fit -> new PipelineReader(written, Block.of(fit), doubts, problems).pipeline(profile));
    }

    private Pipeline pipeline(Optional<String> chosen) {
        Map<String, ParamSpec> params = params();
        Map<String, ColumnSpec> columns = columns();
        Block profile = chosen.map(this::profile).orElse(Block.NOTHING);
        Map<String, StepSpec> steps = steps(profile);
        Map<String, ProfileSpec> profiles = profiles(params, steps);
        chosen.map(profiles::get)
                .ifPresent(changes -> changes.params()
                        .forEach((name, fallback) ->
                                params.computeIfPresent(name, (same, param) -> param.withFallback(fallback))));
        return new Pipeline(
                name(),
                block.string("description").orElse(null),
                params,
                columns,
                steps,
                profiles,
                doubts.paths(),
                place());
    }

    private String name() {
        Optional<YamlText> name = block.text("pipeline");
        name.ifPresent(text -> Identifier.problem(text.value())
                .ifPresent(why -> problems.add(Problem.error(text.place(), "the pipeline name " + why))));
        return name.map(YamlText::value).orElse("pipeline");
    }

    private Place place() {
        return block.text("pipeline").map(YamlText::place).orElse(written.place());
    }

    private Map<String, ParamSpec> params() {
        Map<String, ParamSpec> params = new LinkedHashMap<>();
        ValueSpecReader reader = new ValueSpecReader(problems);
        block.named("params")
                .forEach((key, node) -> reader.param(key, Block.of(node)).ifPresent(p -> params.put(p.name(), p)));
        section(written, "params").ifPresent(all -> doubts.names("params", all, params.keySet()));
        return params;
    }

    private Map<String, ColumnSpec> columns() {
        Map<String, ColumnSpec> columns = new LinkedHashMap<>();
        ValueSpecReader reader = new ValueSpecReader(problems);
        block.block("samples")
                .named("columns")
                .forEach((key, node) -> reader.column(key, Block.of(node)).ifPresent(c -> columns.put(c.name(), c)));
        section(written, "samples").ifPresent(samples -> {
            doubts.sections("samples.", samples, Language.SAMPLES, List.of("columns"));
            section(samples, "columns").ifPresent(all -> doubts.names("samples.columns", all, columns.keySet()));
        });
        return columns;
    }

    private Map<String, StepSpec> steps(Block profile) {
        Map<String, StepSpec> steps = new LinkedHashMap<>();
        Optional<YamlMap> all = section(written, "steps");
        block.named("steps").forEach((key, node) -> {
            Block changes = profile.block("steps").block(key.value());
            RunningDefaults defaults = RunningDefaults.of(changes, profile.block("defaults"), block.block("defaults"));
            StepSpec step = new StepReader(defaults, problems)
                    .step(
                            key,
                            Block.of(node),
                            all.flatMap(map -> section(map, key.value())).orElse(Block.NOTHING.map()));
            steps.put(step.name(), step);
        });
        all.ifPresent(map -> doubt(map, steps));
        if (written.get("steps").filter(PipelineReader::isEmpty).isPresent()) {
            problems.add(
                    Problem.error(written.entry("steps").orElseThrow().key().place(), "`steps` holds no step")
                            .hint("a step has a name and a body, such as `hello: { run: echo hello }`"));
        }
        return steps;
    }

    private static boolean isEmpty(YamlNode steps) {
        return steps.isNothing()
                || (steps instanceof YamlMap map && map.entries().isEmpty());
    }

    private void doubt(YamlMap all, Map<String, StepSpec> steps) {
        doubts.names("steps", all, steps.keySet());
        for (YamlMap.Entry entry : all.entries()) {
            @Nullable StepSpec step = steps.get(entry.name());
            if (step != null && entry.value() instanceof YamlMap map) {
                String path = "steps." + entry.name() + ".";
                doubts.sections(path, map, Language.STEP, List.of("inputs", "outputs"));
                section(map, "inputs")
                        .ifPresent(names -> doubts.names(
                                path + "inputs", names, step.inputs().keySet()));
                section(map, "outputs")
                        .ifPresent(names -> doubts.names(
                                path + "outputs", names, step.outputs().keySet()));
            }
        }
    }

    private static Optional<YamlMap> section(YamlMap map, String key) {
        return map.get(key).filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    }

    private Block profile(String wanted) {
        Map<String, Block> known = new LinkedHashMap<>();
        block.named("profiles").forEach((key, node) -> known.put(key.value(), Block.of(node)));
        return known.getOrDefault(wanted, Block.NOTHING);
    }

    private Map<String, ProfileSpec> profiles(Map<String, ParamSpec> params, Map<String, StepSpec> steps) {
        Map<String, ProfileSpec> profiles = new LinkedHashMap<>();
        ProfileReader reader = new ProfileReader(params, steps.keySet(), doubts, problems);
        block.named("profiles").forEach((key, node) -> profiles.put(key.value(), reader.profile(key, Block.of(node))));
        return profiles;
    }
}
