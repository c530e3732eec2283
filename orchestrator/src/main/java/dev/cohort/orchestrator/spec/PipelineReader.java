package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Identifier;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a pipeline file: YAML, then its shape, then its records. */
public final class PipelineReader {
    private final Problems problems;
    private final ShapeCheck shapes;
    private final Set<String> unsure = new HashSet<>();

    private PipelineReader(Problems problems) {
        this.problems = problems;
        this.shapes = new ShapeCheck(problems);
    }

    /** What could be read, even where some of it has problems; empty when nothing could. */
    public static Optional<Pipeline> read(Source source, Optional<String> profile, Problems problems) {
        return YamlReader.read(source, problems).flatMap(root -> new PipelineReader(problems).pipeline(root, profile));
    }

    private Optional<Pipeline> pipeline(YamlNode root, Optional<String> profile) {
        if (!(root instanceof YamlMap)) {
            problems.add(Problem.error(
                    root.place(),
                    "a pipeline file is a map that starts with `pipeline: NAME`, and this is " + root.word()));
            return Optional.empty();
        }
        noteUnreadable((YamlMap) root);
        return shapes.fit("pipeline", root, Language.PIPELINE)
                .map(fit -> pipeline((YamlMap) root, Block.of(fit), profile));
    }

    private Pipeline pipeline(YamlMap written, Block block, Optional<String> chosen) {
        YamlText name = block.text("pipeline").orElseThrow();
        Identifier.problem(name.value())
                .ifPresent(p -> problems.add(Problem.error(name.place(), "the pipeline name " + p)));
        Block profile = chosen.map(wanted -> profile(block, wanted, name)).orElse(Block.NOTHING);
        Map<String, ParamSpec> params = params(block);
        Map<String, StepSpec> steps = steps(block, profile);
        noteUnreadable(written, "params", params.keySet());
        noteUnreadable(written, "steps", steps.keySet());
        block.named("profiles").forEach((key, value) -> checkProfile(key, Block.of(value), params, written));
        return new Pipeline(
                name.value(),
                block.string("description").orElse(null),
                new ProfileParams(problems).apply(profile, params),
                columns(written, block),
                steps,
                profiles(block),
                unsure,
                name.place());
    }

    /** Duplicate keys and the like were told while reading; a whole section of a wrong kind leaves all its names in doubt. */
    private void noteUnreadable(YamlMap written) {
        for (String section : List.of("params", "steps", "samples")) {
            written.get(section)
                    .filter(node -> !(node instanceof YamlMap) && !node.isNothing())
                    .ifPresent(node -> unsure.add(section));
        }
    }

    private void noteUnreadable(YamlMap written, String section, Collection<String> read) {
        written.get(section)
                .filter(YamlMap.class::isInstance)
                .ifPresent(node -> ((YamlMap) node)
                        .entries().stream()
                                .map(YamlMap.Entry::name)
                                .filter(name -> !read.contains(name))
                                .forEach(name -> unsure.add(section + "." + name)));
    }

    private Map<String, ParamSpec> params(Block block) {
        Map<String, ParamSpec> params = new LinkedHashMap<>();
        ValueSpecReader reader = new ValueSpecReader(problems);
        block.named("params")
                .forEach((key, node) -> reader.param(key, Block.of(node)).ifPresent(p -> params.put(p.name(), p)));
        return params;
    }

    private Map<String, ColumnSpec> columns(YamlMap written, Block block) {
        Map<String, ColumnSpec> columns = new LinkedHashMap<>();
        ValueSpecReader reader = new ValueSpecReader(problems);
        block.block("samples")
                .named("columns")
                .forEach((key, node) -> reader.column(key, Block.of(node)).ifPresent(c -> columns.put(c.name(), c)));
        written.get("samples")
                .filter(YamlMap.class::isInstance)
                .ifPresent(samples -> noteUnreadable((YamlMap) samples, "columns", columns.keySet()));
        return columns;
    }

    private Map<String, StepSpec> steps(Block block, Block profile) {
        Map<String, StepSpec> steps = new LinkedHashMap<>();
        Map<String, Block> overrides = new LinkedHashMap<>();
        profile.named("steps").forEach((key, node) -> overrides.put(key.value(), Block.of(node)));
        block.named("steps").forEach((key, node) -> {
            Block override = overrides.getOrDefault(key.value(), Block.NOTHING);
            RunningDefaults defaults = RunningDefaults.of(override, profile.block("defaults"), block.block("defaults"));
            new StepReader(defaults, problems)
                    .step(key, Block.of(node))
                    .ifPresent(step -> steps.put(step.name(), step));
            noteDamage(key.value(), node);
        });
        if (block.named("steps").isEmpty() && unsure.isEmpty() && !problems.hasErrors()) {
            problems.add(Problem.error(block.node("steps").orElseThrow().place(), "`steps` holds no step"));
        }
        return steps;
    }

    private void noteDamage(String step, YamlNode node) {
        for (String part : List.of("inputs", "outputs")) {
            if (shapes.isDamaged(node)
                    || Block.of(node).node(part).filter(shapes::isDamaged).isPresent()) {
                unsure.add("steps." + step + "." + part);
            }
        }
    }

    private Block profile(Block block, String wanted, YamlText pipeline) {
        Map<String, Block> known = new LinkedHashMap<>();
        block.named("profiles").forEach((key, node) -> known.put(key.value(), Block.of(node)));
        if (!known.containsKey(wanted)) {
            problems.add(Problem.error("the pipeline `" + Visible.text(pipeline.value()) + "` has no profile "
                            + Visible.quote(wanted))
                    .hint(
                            known.isEmpty()
                                    ? Optional.of("it has no profiles at all")
                                    : NearestName.hint(wanted, known.keySet())));
        }
        return known.getOrDefault(wanted, Block.NOTHING);
    }

    private void checkProfile(YamlText name, Block profile, Map<String, ParamSpec> params, YamlMap written) {
        Set<String> steps = new HashSet<>();
        written.get("steps").map(Block::of).ifPresent(all -> all.map().entries().forEach(e -> steps.add(e.name())));
        profile.named("steps").keySet().stream()
                .filter(step -> !steps.contains(step.value()))
                .forEach(step -> problems.add(Problem.error(
                                step.place(),
                                "the profile `" + name.value() + "` changes a step " + Visible.quote(step.value())
                                        + " that is not there")
                        .hint(NearestName.hint(step.value(), steps))));
        if (params.size() > 0 || profile.node("params").isPresent()) {
            new ProfileParams(problems).apply(profile, params);
        }
    }

    private static Map<String, ProfileSpec> profiles(Block block) {
        Map<String, ProfileSpec> profiles = new LinkedHashMap<>();
        block.named("profiles")
                .forEach((key, node) -> profiles.put(
                        key.value(),
                        new ProfileSpec(
                                key.value(),
                                Block.of(node).string("description").orElse(null),
                                key.place())));
        return profiles;
    }
}
