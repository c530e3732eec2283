package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a file; one that uses another file is replaced by what it stands for. */
final class StepsReader {
    private static final int MOST_STEPS = 1_000;
    private static final int LONGEST_NAME = 128;

    private final PipelineFile file;
    private final UsedFiles files;
    private final Surroundings around;
    private final Problems problems;
    private final Map<String, StepSpec> steps = new LinkedHashMap<>();
    private final List<UseExpansion> expansions = new ArrayList<>();

    /** The names of steps as written that came to something. */
    private final Set<String> understood = new HashSet<>();

    StepsReader(PipelineFile file, UsedFiles files, Surroundings around, Problems problems) {
        this.file = file;
        this.files = files;
        this.around = around;
        this.problems = problems;
    }

    void read(YamlText name, Block block, YamlMap writtenStep) {
        StepReader reader = stepReader(name, problems);
        if (block.text("use").isPresent()) {
            readUse(name, block, writtenStep);
        } else {
            steps.put(name.value(), reader.step(name, block, writtenStep));
            understood.add(name.value());
        }
    }

    private StepReader stepReader(YamlText name, Problems told) {
        return new StepReader(around.running(name.value()), file.block().block("params"), told);
    }

    /** One with mistakes comes to nothing, so that none is told twice in other words. */
    private void readUse(YamlText name, Block block, YamlMap writtenStep) {
        Problems own = new Problems();
        Optional<UseExpansion> expansion = new UseReader(stepReader(name, own), own)
                .use(name, block, writtenStep)
                .flatMap(use -> expanded(use, own));
        problems.addAll(own.inOrder());
        expansion.filter(sound -> !own.hasErrors()).ifPresent(sound -> add(name, sound));
    }

    private Optional<UseExpansion> expanded(UseSpec use, Problems own) {
        UsedFiles.Used used = files.open(use, file, own);
        if (used.file().isEmpty() || used.pipeline().isEmpty()) {
            return Optional.empty();
        }
        Pipeline alone = used.pipeline().get();
        if (steps.size() + (use.step() == null ? alone.steps().size() : 1) > MOST_STEPS) {
            own.add(Problem.error(
                    use.target(), "with what is used here the pipeline has more than " + MOST_STEPS + " steps"));
            return Optional.empty();
        }
        PipelineFile inFile = used.file().get();
        Surroundings inside = around.within(use, inFile);
        Problems there = new Problems();
        Map<String, StepSpec> inSurroundings = PipelineReader.steps(inFile, files, use, inside, there);
        there.inOrder().stream().filter(inside::bearOn).forEach(own::add);
        return Optional.of(new UseExpansion(use, alone, inSurroundings, inside, own));
    }

    private void add(YamlText name, UseExpansion expansion) {
        expansion.steps().keySet().stream()
                .filter(step -> step.length() > LONGEST_NAME)
                .findFirst()
                .ifPresent(step -> problems.add(Problem.error(
                        name.place(), "the name `" + step + "` is longer than " + LONGEST_NAME + " characters")));
        understood.add(name.value());
        steps.putAll(expansion.steps());
        expansions.add(expansion);
    }

    /** Adds what used files read to the params and columns of this one. */
    void handOver(Map<String, ParamSpec> toParams, Map<String, ColumnSpec> toColumns) {
        Set<String> own = Set.copyOf(toColumns.keySet());
        for (UseExpansion expansion : expansions) {
            toParams.putAll(expansion.params());
            expansion.columns().values().forEach(column -> {
                @Nullable ColumnSpec known = toColumns.putIfAbsent(column.name(), column);
                if (known != null && known.place().source() != column.place().source()) {
                    tellOther(column, known, own.contains(column.name()), expansion);
                }
            });
        }
    }

    /** The sheet has one column of a name. What the using file declares counts, if it is of the same kind. */
    private void tellOther(ColumnSpec column, ColumnSpec known, boolean declaredHere, UseExpansion expansion) {
        boolean sameKind = column.rule().equals(known.rule());
        if (!sameKind || (!declaredHere && !sameDefault(column, known))) {
            problems.add(Problem.error(
                            expansion.use().name().place(),
                            "the column `" + column.name() + "` is declared "
                                    + (sameKind ? "with different defaults" : "in different ways") + " by "
                                    + known.place().source().name() + " and by "
                                    + column.place().source().name())
                    .note("it is declared here", known.place())
                    .note("and here", column.place())
                    .hint(
                            sameKind
                                    ? "declare it in this file too; that then counts"
                                    : "give one of the files another column by `columns:`, such as `" + column.name()
                                            + ": ${{ sample.OTHER }}`"));
        }
    }

    private static boolean sameDefault(ColumnSpec column, ColumnSpec known) {
        return written(column).equals(written(known));
    }

    private static String written(ColumnSpec column) {
        return column.fallback() == null ? "" : column.fallback().render(reference -> "${{" + reference.path() + "}}");
    }

    /** In the order of the file; to wait for all steps of a used file is to wait for each. */
    Map<String, StepSpec> steps() {
        Map<String, StepSpec> settled = new LinkedHashMap<>();
        steps.forEach((name, step) -> settled.put(name, settled(step)));
        return settled;
    }

    private StepSpec settled(StepSpec step) {
        return step.as(
                step.name(),
                step.when(),
                step.inputs(),
                step.outputs(),
                step.body(),
                step.needs().stream().flatMap(this::settled).toList(),
                step.provisions(),
                step.placement());
    }

    private Stream<StepSpec.Need> settled(StepSpec.Need need) {
        List<StepSpec.Need> below = steps.keySet().stream()
                .filter(name -> name.startsWith(need.step() + "."))
                .map(name -> new StepSpec.Need(name, need.place()))
                .toList();
        return steps.containsKey(need.step()) || below.isEmpty() ? Stream.of(need) : below.stream();
    }

    Set<String> understood() {
        return understood;
    }
}
