package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.InputSpec;
import dev.cohort.orchestrator.spec.Quorum;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.Map;

/** Tells words that only make sense where lanes come together, where they share something, or where somebody else is to be paid. */
final class GatherCheck {
    private GatherCheck() {}

    static void check(ResolvedStep step, Problems problems) {
        boolean whole = step.inputs().keySet().containsAll(step.spec().inputs().keySet());
        step.spec()
                .minSuccess()
                .filter(quorum -> whole && step.gathered().isEmpty())
                .ifPresent(quorum -> problems.add(noGather(step.spec(), quorum)));
        step.inputs().forEach((name, input) -> warnOfSharing(step, name, input, problems));
        step.inputs().forEach((name, input) -> warnOfPaying(step, name, input, problems));
    }

    private static Problem noGather(StepSpec step, Quorum quorum) {
        return Problem.error(
                        quorum.place(),
                        "`min-success` is for gathers, and the step `" + step.name() + "` gathers nothing")
                .hint(
                        step.perSample()
                                ? "a lane needs only what itself made; set it on a step with `each: cohort` that reads from lanes"
                                : "let it read what a per-sample step leaves, or remove `min-success`");
    }

    private static void warnOfSharing(ResolvedStep step, String name, ResolvedInput input, Problems problems) {
        Map<String, InputSpec> inputs = step.spec().inputs();
        InputSpec spec = inputs.get(name);
        if (spec != null && spec.staging().sharedAt() != null && !isShared(step, spec, input)) {
            problems.add(Problem.warning(
                            spec.staging().sharedAt(),
                            "`cache: host` has no effect on the input `" + name
                                    + "`, of which no two tasks read the same")
                    .hint("remove it: it is for what all lanes read, such as a reference"));
        }
    }

    private static void warnOfPaying(ResolvedStep step, String name, ResolvedInput input, Problems problems) {
        InputSpec spec = step.spec().inputs().get(name);
        if (spec != null && spec.staging().paidAt() != null && input instanceof ResolvedInput.Made made) {
            problems.add(Problem.warning(
                            spec.staging().paidAt(),
                            "`requester-pays` has no effect on the input `" + name + "`, which the step `" + made.step()
                                    + "` makes")
                    .hint("remove it: it is for files in buckets of others"));
        }
    }

    private static boolean isShared(ResolvedStep step, InputSpec spec, ResolvedInput input) {
        boolean ofLane = spec.text().references().stream().anyMatch(r -> r.root() == Root.SAMPLE)
                || (input instanceof ResolvedInput.Made made && made.reach() == ResolvedInput.Reach.LANE);
        return step.perSample() && !ofLane;
    }
}
