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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tells, before anything runs, which files from outside are not where they should be. */
public final class MissingInputs {
    private static final int MOST_NAMED = 3;
    private static final String HERE = "lies on this machine, where no job in a queue reaches it";

    private final RunPlan plan;
    private final Holdings holdings;
    private final SampleTable samples;
    private final Severity severity;
    private final Problems problems;
    private final Set<String> told = new HashSet<>();

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
                look(step, input.getKey(), lane -> plan.location(file, lane));
            } else if (input.getValue() instanceof InputPattern.Files files) {
                boolean paid = plan.isPaid(step.name(), input.getKey());
                look(step, input.getKey(), lane -> firstMissing(plan.locations(files, lane), paid));
            }
        }
    }

    /** Of several files one is told, which stands for them. */
    private String firstMissing(List<String> locations, boolean paid) {
        return locations.stream()
                .filter(location -> isOutOfReach(location)
                        || holdings.external(location, paid).isEmpty())
                .findFirst()
                .orElse(locations.isEmpty() ? "" : locations.get(0));
    }

    /** A job in a queue sees nothing of this machine. */
    private boolean isOutOfReach(String location) {
        return plan.settings().account() != null && !location.isEmpty() && !Locations.isUrl(location);
    }

    private void look(ResolvedStep step, String input, IntFunction<String> location) {
        if (step.perSample()) {
            lanes(step, input, location);
        } else {
            cohort(step, input, location);
        }
    }

    private void cohort(ResolvedStep step, String input, IntFunction<String> location) {
        if (plan.runs(step.name(), Holdings.COHORT)) {
            Missing missing = new Missing(plan.isPaid(step.name(), input));
            missing.look(location.apply(Holdings.COHORT), "");
            tell(step, input, missing);
        }
    }

    private void lanes(ResolvedStep step, String input, IntFunction<String> location) {
        Missing missing = new Missing(plan.isPaid(step.name(), input));
        for (int lane = 0; lane < samples.size(); lane++) {
            if (plan.runs(step.name(), lane)) {
                missing.look(location.apply(lane), samples.sample(lane));
            }
        }
        tell(step, input, missing);
    }

    /** A file that several steps read is told once. */
    private void tell(ResolvedStep step, String input, Missing missing) {
        if (missing.lanes > 0 && (!missing.isOneFile() || missing.first.isEmpty() || told.add(missing.first))) {
            problems.add(problem(step, input, missing.words()).hint(missing.hint()));
        }
    }

    /** What of one input is not there, lane by lane; a file that all lanes share is looked for once. */
    private final class Missing {
        private final boolean paid;
        private final List<String> named = new ArrayList<>();
        private @Nullable String before;
        private boolean beforeMissing;
        private String first = "";
        private boolean several;
        private int lanes;

        Missing(boolean paid) {
            this.paid = paid;
        }

        void look(String location, String sample) {
            if (!location.equals(before)) {
                before = location;
                beforeMissing = location.isEmpty()
                        || isOutOfReach(location)
                        || holdings.external(location, paid).isEmpty();
            }
            if (beforeMissing) {
                count(location, sample);
            }
        }

        private void count(String location, String sample) {
            lanes++;
            first = lanes == 1 ? location : first;
            several |= !location.equals(first);
            if (named.size() < MOST_NAMED) {
                named.add(sample + " (" + (location.isEmpty() ? "no path" : Visible.text(location)) + ")");
            }
        }

        boolean isOneFile() {
            return !several;
        }

        private String where() {
            return isOutOfReach(first) ? HERE : "is not there";
        }

        /** What one lane alone misses may well be named after its sample, and what is near after another. */
        private boolean isShared() {
            return isOneFile() && lanes != 1 || named.get(0).startsWith(" ");
        }

        String hint() {
            if (isOutOfReach(first)) {
                return "copy it into a bucket, as by `aws s3 cp`, and name it by its s3:// address in the sheet or by `--param`";
            }
            Optional<String> near = isShared() && !first.isEmpty() ? holdings.near(first) : Optional.empty();
            return near.map(file -> file + " Otherwise ").orElse("")
                    + "put the file there, or say where it is: a param by `--param`, a column in the sample sheet";
        }

        String words() {
            if (isShared()) {
                return first.isEmpty() ? "has no path" : where() + ": " + Visible.text(first);
            }
            String more = lanes > named.size() ? " and " + (lanes - named.size()) + " more" : "";
            String which = lanes == 1 ? "1 sample" : lanes == samples.size() ? "any sample" : lanes + " samples";
            return where() + " for " + which + ": " + String.join(", ", named) + more;
        }
    }

    private Problem problem(ResolvedStep step, String input, String what) {
        Place place = step.spec().inputs().getOrDefault(input, first(step)).place();
        String message = "the input `" + input + "` of the step `" + step.name() + "` " + what;
        return severity == Severity.ERROR ? Problem.error(place, message) : Problem.warning(place, message);
    }

    private static InputSpec first(ResolvedStep step) {
        return step.spec().inputs().values().iterator().next();
    }
}
