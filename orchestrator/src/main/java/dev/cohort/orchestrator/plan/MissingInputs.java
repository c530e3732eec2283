package dev.cohort.orchestrator.plan;

import dev.cohort.contract.InputPattern;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Severity;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.InputSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells, before anything runs, which files from outside are not where they should be. */
public final class MissingInputs {
    private static final int MOST_NAMED = 5;

    private final RunPlan plan;
    private final Holdings holdings;
    private final SampleTable samples;
    private final Severity severity;
    private final Problems problems;

    private MissingInputs(RunPlan plan, Holdings holdings, SampleTable samples, Severity severity, Problems problems) {
        this.plan = plan;
        this.holdings = holdings;
        this.samples = samples;
        this.severity = severity;
        this.problems = problems;
    }

    /** As errors; only tasks that run are asked, as what is current may have lost its inputs. */
    public static void tell(RunPlan plan, Holdings holdings, SampleTable samples, Problems problems) {
        MissingInputs missing = new MissingInputs(plan, holdings, samples, Severity.ERROR, problems);
        plan.graph().steps().forEach(missing::step);
    }

    /** As warnings, for a plan that is only looked at. */
    public static void warn(RunPlan plan, Holdings holdings, SampleTable samples, Problems problems) {
        MissingInputs missing = new MissingInputs(plan, holdings, samples, Severity.WARNING, problems);
        plan.graph().steps().forEach(missing::step);
    }

    private void step(ResolvedStep step) {
        for (Map.Entry<String, InputPattern> input : plan.inputs(step.name()).entrySet()) {
            if (input.getValue() instanceof InputPattern.File file) {
                if (step.perSample()) {
                    lanes(step, input.getKey(), file);
                } else {
                    cohort(step, input.getKey(), file);
                }
            }
        }
    }

    private void cohort(ResolvedStep step, String input, InputPattern.File file) {
        if (plan.runs(step.name(), Holdings.COHORT)) {
            String location = plan.location(file, Holdings.COHORT);
            if (holdings.external(location).isEmpty()) {
                problems.add(problem(step, input, "is not there: " + Visible.text(location)));
            }
        }
    }

    private void lanes(ResolvedStep step, String input, InputPattern.File file) {
        List<String> named = new ArrayList<>();
        int count = 0;
        String before = "";
        boolean beforeMissing = false;
        for (int lane = 0; lane < samples.size(); lane++) {
            if (plan.runs(step.name(), lane)) {
                String location = plan.location(file, lane);
                beforeMissing = location.equals(before)
                        ? beforeMissing
                        : holdings.external(location).isEmpty();
                before = location;
                count += beforeMissing ? 1 : 0;
                if (beforeMissing && named.size() < MOST_NAMED) {
                    named.add(samples.sample(lane) + " (" + Visible.text(location) + ")");
                }
            }
        }
        if (count > 0) {
            String more = count > named.size() ? " and " + (count - named.size()) + " more" : "";
            String which = count == samples.size() ? "all samples" : count == 1 ? "1 sample" : count + " samples";
            problems.add(problem(step, input, "is not there for " + which + ": " + String.join(", ", named) + more));
        }
    }

    private Problem problem(ResolvedStep step, String input, String what) {
        Place place = step.spec().inputs().getOrDefault(input, first(step)).place();
        String message = "the input `" + input + "` of the step `" + step.name() + "` " + what;
        Problem problem = severity == Severity.ERROR ? Problem.error(place, message) : Problem.warning(place, message);
        return problem.hint(
                "put the file there, or say where it is: a param by `--param`, a column in the sample sheet");
    }

    private static InputSpec first(ResolvedStep step) {
        return step.spec().inputs().values().iterator().next();
    }
}
