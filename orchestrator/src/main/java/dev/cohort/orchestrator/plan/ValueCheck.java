package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.ColumnSpec;
import dev.cohort.orchestrator.spec.OutputSpec;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Holds the values of params and columns against the places that they go to, where not every value will do. */
public final class ValueCheck {
    private static final String UNFIT_FOR_PATHS = "/\\*?[]{}";

    private final SampleTable samples;
    private final PlanSettings settings;
    private final LaneValues values;
    private final NotNeeded notNeeded;
    private final Problems problems;
    private final OutputClashes clashes;
    private boolean unfit;

    private ValueCheck(StepGraph graph, String base, SampleTable samples, PlanSettings settings, Problems problems) {
        this.samples = samples;
        this.settings = settings;
        this.values = new LaneValues(graph.pipeline(), samples, settings, base);
        this.notNeeded = NotNeeded.of(graph, values, samples.size());
        this.problems = problems;
        this.clashes = new OutputClashes(samples, values, problems);
    }

    /** Tells each value that would lead an output out of its folder or onto another, each default that is no value of its column, and each setting that AWS would refuse. */
    public static void check(
            StepGraph graph, String base, SampleTable samples, PlanSettings settings, Problems problems) {
        ValueCheck check = new ValueCheck(graph, base, samples, settings, problems);
        graph.steps().forEach(check::outputs);
        graph.pipeline().columns().values().forEach(check::fallback);
        SettingCheck settingCheck = new SettingCheck(settings.params(), samples.size(), check.notNeeded, problems);
        graph.steps().forEach(settingCheck::check);
    }

    private void outputs(ResolvedStep step) {
        unfit = false;
        for (OutputSpec output : step.spec().outputs().values()) {
            output.path().references().forEach(reference -> output(step, output, reference));
        }
        if (!unfit) {
            clashes.tell(step.spec().outputs().values());
        }
    }

    private void output(ResolvedStep step, OutputSpec output, Reference reference) {
        if (reference.root() == Root.PARAMS) {
            String value = settings.params().getOrDefault(reference.first(), "");
            tellUnfit(output, reference, value, "");
        } else if (!reference.names().isEmpty()) {
            firstLane(lane -> !notNeeded.test(step.name(), lane) && isUnfit(values.column(reference.first(), lane)))
                    .ifPresent(lane -> tellUnfit(
                            output,
                            reference,
                            values.column(reference.first(), lane),
                            " for the sample `" + samples.sample(lane) + "`"));
        }
    }

    private void tellUnfit(OutputSpec output, Reference reference, String value, String where) {
        if (isUnfit(value)) {
            unfit = true;
            problems.add(Problem.error(
                            reference.place(),
                            reference.quoted() + " is " + Visible.quote(value) + where
                                    + ", which can't be part of the path of the output `" + output.name() + "`")
                    .hint("only plain names can: no slash, no pattern, not `.` or `..`, and not nothing"));
        }
    }

    private static boolean isUnfit(String value) {
        return value.isEmpty()
                || value.equals(".")
                || value.equals("..")
                || value.length() > 200
                || value.chars().anyMatch(c -> UNFIT_FOR_PATHS.indexOf(c) >= 0 || Character.isISOControl(c));
    }

    /** A default without expressions was checked when the pipeline was read. */
    private void fallback(ColumnSpec column) {
        TemplateSpec fallback = column.fallback();
        if (fallback == null || fallback.constant().isPresent()) {
            return;
        }
        firstFaulty(column)
                .ifPresent(lane -> problems.add(Problem.error(
                        fallback.place(),
                        "for the sample `" + samples.sample(lane) + "` the default of the column `" + column.name()
                                + "` " + fault(column, lane).orElse(""))));
    }

    /** The name of a sample spoils no path: one lane stands for all, however many there are. */
    private Optional<Integer> firstFaulty(ColumnSpec column) {
        IntPredicate byDefault = lane -> samples.cell(lane, column.name()).isEmpty();
        return column.rule().isFile()
                ? firstLane(byDefault).filter(lane -> fault(column, lane).isPresent())
                : firstLane(lane -> byDefault.test(lane) && fault(column, lane).isPresent());
    }

    private Optional<String> fault(ColumnSpec column, int lane) {
        String value = values.fallback(column, lane);
        return column.rule().isFile() && value.isEmpty()
                ? Optional.empty()
                : column.rule().fault(value);
    }

    private Optional<Integer> firstLane(IntPredicate wrong) {
        return IntStream.range(0, samples.size()).filter(wrong).boxed().findFirst();
    }
}
