package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Identifier;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a pipeline file: YAML, then its shape, then its records, and with them those of the files that it uses. */
public final class PipelineReader {
    private final PipelineFile file;
    private final UsedFiles files;
    private final Problems problems;
    private final YamlMap written;
    private final Block block;
    private final Doubts doubts;
    private final Map<String, ParamSpec> params = new LinkedHashMap<>();
    private final Map<String, ColumnSpec> columns = new LinkedHashMap<>();

    private PipelineReader(PipelineFile file, UsedFiles files, Problems problems) {
        this.file = file;
        this.files = files;
        this.problems = problems;
        this.written = file.written();
        this.block = file.block();
        this.doubts = file.doubts();
    }

    /** As below, of a pipeline that uses no other file. */
    public static Optional<Pipeline> read(Source source, Optional<String> profile, Problems problems) {
        return read(source, profile, Sources.NONE, problems);
    }

    /**
     * What could be read, even where some of it has problems; empty when nothing could. A profile that it does not have
     * changes nothing: who chose it has to look whether it is there.
     *
     * @param beside where the files are that it uses; their locations start from the folder of this one
     */
    public static Optional<Pipeline> read(Source source, Optional<String> profile, Sources beside, Problems problems) {
        UsedFiles files = new UsedFiles(source, beside);
        return PipelineFile.parse(source, "", problems)
                .map(file -> new PipelineReader(file, files, problems).pipeline(profile, files));
    }

    /** A used file as if nobody used it; what it uses is told to whoever reads them all. */
    static Pipeline alone(PipelineFile file, UsedFiles files, Problems problems) {
        return new PipelineReader(file, files, problems).pipeline(Optional.empty(), null);
    }

    /** The steps of a used file as they run where it is used; what is wrong with them in the file alone was told before. */
    static Map<String, StepSpec> steps(
            PipelineFile file, UsedFiles files, UseSpec use, Surroundings around, Problems problems) {
        StepsReader reader = new StepsReader(file, files, around, problems);
        readSteps(file, reader, use::means);
        return reader.steps();
    }

    private static void readSteps(PipelineFile file, StepsReader reader, Predicate<String> meant) {
        Map<String, YamlMap> written = new HashMap<>();
        section(file.written(), "steps").stream()
                .flatMap(all -> all.entries().stream())
                .filter(step -> meant.test(step.name()) && step.value() instanceof YamlMap)
                .forEach(step -> written.put(step.name(), (YamlMap) step.value()));
        for (YamlMap.Entry step : file.block().block("steps").map().entries()) {
            if (meant.test(step.name())) {
                reader.read(step.key(), Block.of(step.value()), written.getOrDefault(step.name(), Block.NOTHING.map()));
            }
        }
    }

    private Pipeline pipeline(Optional<String> chosen, @Nullable UsedFiles used) {
        readParams();
        readColumns();
        Block profile = chosen.map(file::profile).orElse(Block.NOTHING);
        Map<String, StepSpec> steps = steps(Surroundings.of(file, profile));
        Map<String, ProfileSpec> profiles = profiles(steps);
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
                used == null ? List.of() : used.sound(),
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

    private void readParams() {
        ValueSpecReader reader = new ValueSpecReader(problems);
        block.named("params")
                .forEach((key, node) -> reader.param(key, Block.of(node)).ifPresent(p -> params.put(p.name(), p)));
        section(written, "params").ifPresent(all -> doubts.names("params", all, params.keySet()));
    }

    private void readColumns() {
        ValueSpecReader reader = new ValueSpecReader(problems);
        block.block("samples")
                .named("columns")
                .forEach((key, node) -> reader.column(key, Block.of(node)).ifPresent(c -> columns.put(c.name(), c)));
        section(written, "samples").ifPresent(samples -> {
            doubts.sections("samples.", samples, Language.SAMPLES, List.of("columns"));
            section(samples, "columns").ifPresent(all -> doubts.names("samples.columns", all, columns.keySet()));
        });
    }

    private Map<String, StepSpec> steps(Surroundings around) {
        StepsReader reader = new StepsReader(file, files, around, problems);
        readSteps(file, reader, step -> true);
        reader.handOver(params, columns);
        section(written, "steps").ifPresent(map -> doubt(map, reader.understood(), reader.steps()));
        if (written.get("steps").filter(PipelineReader::isEmpty).isPresent()) {
            problems.add(
                    Problem.error(written.entry("steps").orElseThrow().key().place(), "`steps` holds no step")
                            .hint("a step has a name and a body, such as `hello: { run: echo hello }`"));
        }
        return reader.steps();
    }

    private static boolean isEmpty(YamlNode steps) {
        return steps.isNothing()
                || (steps instanceof YamlMap map && map.entries().isEmpty());
    }

    private void doubt(YamlMap all, Set<String> understood, Map<String, StepSpec> steps) {
        doubts.names("steps", all, understood);
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

    private Map<String, ProfileSpec> profiles(Map<String, StepSpec> steps) {
        Map<String, ProfileSpec> profiles = new LinkedHashMap<>();
        ProfileReader reader = new ProfileReader(params, steps.keySet(), doubts, problems);
        block.named("profiles").forEach((key, node) -> profiles.put(key.value(), reader.profile(key, Block.of(node))));
        return profiles;
    }
}
