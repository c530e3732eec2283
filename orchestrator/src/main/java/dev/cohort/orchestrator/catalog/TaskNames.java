package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user calls the steps and samples of a run; what is no such name is told with the nearest one that is. */
public final class TaskNames {
    /** Of a larger cohort the rest is not searched for a name that was mistyped. */
    private static final int SEARCHED = 100_000;

    private final StoredRun run;

    public TaskNames(StoredRun run) {
        this.run = run;
    }

    public Optional<StoredStep> step(String said, Problems problems) {
        Optional<StoredStep> step = run.step(said);
        if (step.isEmpty()) {
            problems.add(Problem.error("the run " + run.id() + " has no step " + Visible.quote(said))
                    .hint(NearestName.hint(
                            said, run.steps().stream().map(StoredStep::name).toList())));
        }
        return step;
    }

    /**
     * What somebody means.
     *
     * @param sample null where none was said, and for the task of a step that runs once for the cohort
     */
    public record Meant(StoredStep step, @Nullable String sample) {}

    /** Empty where there is no such step or sample, which is told. A cohort's task may be called as its folder is. */
    public Optional<Meant> task(String step, @Nullable String sample, Problems problems) {
        Optional<StoredStep> known = step(step, problems);
        boolean ofCohort = StoreLayout.COHORT.equals(sample)
                && known.filter(StoredStep::perSample).isEmpty();
        if (sample == null || ofCohort) {
            return known.map(found -> new Meant(found, null));
        }
        return known.filter(found -> check(found, sample, problems)).map(found -> new Meant(found, sample));
    }

    /** Whether a task of the step goes by this sample. */
    private boolean check(StoredStep step, String sample, Problems problems) {
        if (!step.perSample()) {
            problems.add(Problem.error("the step `" + step.name() + "` runs once for the cohort, and has no task for "
                            + Visible.quote(sample))
                    .hint("leave the sample out"));
            return false;
        }
        if (!run.hasSample(sample)) {
            problems.add(Problem.error("the run " + run.id() + " has no sample " + Visible.quote(sample))
                    .hint(NearestName.hint(sample, firstSamples())));
            return false;
        }
        return true;
    }

    private List<String> firstSamples() {
        List<String> samples = new ArrayList<>();
        run.anySample(sample -> {
            samples.add(sample);
            return samples.size() == SEARCHED;
        });
        return samples;
    }
}
