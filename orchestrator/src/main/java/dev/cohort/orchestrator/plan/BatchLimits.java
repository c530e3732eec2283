package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.spec.StepSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Holds each request against AWS Batch's limits on size, before anything is submitted; one of them AWS itself checks too late. */
public final class BatchLimits {
    /** AWS allows 8,192 characters of overrides, and finds out only when the job starts; what it adds itself is not documented. */
    static final BatchLimits OF_AWS = new BatchLimits(7_000, 30 * 1024, 24 * 1024);

    /** Stands in for that of a plan for this machine, so that no pipeline works here alone. */
    private static final Account LARGEST = new Account(
            "q".repeat(256),
            "r".repeat(20),
            "a".repeat(256),
            "a".repeat(256),
            "p".repeat(200),
            "g".repeat(256),
            "s".repeat(255),
            9_999,
            Map.of(),
            true,
            Set.of(),
            true);

    private static final String LONGEST_DEFINITION = "d".repeat(128 + 10);
    private static final String JOB_ID = "0".repeat(36);

    private static final int OUR_TAGS = 4;

    private final int overrideChars;
    private final int submissionBytes;
    private final int definitionBytes;

    BatchLimits(int overrideChars, int submissionBytes, int definitionBytes) {
        this.overrideChars = overrideChars;
        this.submissionBytes = submissionBytes;
        this.definitionBytes = definitionBytes;
    }

    /** Tells of each step the first job that is too large. */
    public static void check(RunPlan plan, Problems problems) {
        OF_AWS.checkAll(plan, problems);
    }

    void checkAll(RunPlan plan, Problems problems) {
        Set<String> told = new HashSet<>();
        Account account = Objects.requireNonNullElse(plan.settings().account(), LARGEST);
        for (PlannedJob job : plan.jobs()) {
            if (!told.contains(job.step())) {
                List<Problem> faults = faults(plan, BatchRequest.of(plan, job, account));
                problems.addAll(faults);
                if (!faults.isEmpty()) {
                    told.add(job.step());
                }
            }
        }
    }

    /** A submission holds its overrides, so it is asked only where those are fine. */
    private List<Problem> faults(RunPlan plan, BatchRequest request) {
        List<Problem> faults = new ArrayList<>();
        int overrides = request.overrides().compact().length();
        int submission =
                bytes(request.submission(LONGEST_DEFINITION, job -> JOB_ID).compact());
        int definition = bytes(request.registration().compact());
        if (overrides > overrideChars) {
            faults.add(overrides(plan, request, overrides));
        } else if (submission > submissionBytes) {
            faults.add(tooLarge(plan, request, "submission", submission, submissionBytes)
                    .hint(shorterStore(plan)));
        }
        if (definition > definitionBytes) {
            faults.add(tooLarge(plan, request, "job definition", definition, definitionBytes)
                    .hint("shorten its `image`, `secrets`, `mounts` or `tags`"));
        }
        tags(plan, request).ifPresent(faults::add);
        return faults;
    }

    /** Those of the definition and of the job count together. */
    private static Optional<Problem> tags(RunPlan plan, BatchRequest request) {
        ResolvedStep step = plan.graph().step(request.job().step());
        Set<String> own = step.spec().placement().tags().keySet();
        Set<String> all = new HashSet<>(BatchTags.ofDefinition(plan, step).keySet());
        all.addAll(request.tags().keySet());
        int ofRun = request.account().tags().size();
        return all.size() <= BatchTags.MOST
                ? Optional.empty()
                : Optional.of(Problem.error(
                                step.spec().place(),
                                "the step `" + step.name() + "` has " + own.size() + " tags"
                                        + (ofRun == 0 ? "" : ", and the run " + ofRun)
                                        + ": beside Cohort's own, AWS Batch takes " + (BatchTags.MOST - OUR_TAGS))
                        .hint("leave some out; those of `defaults` and of the profile count too"));
    }

    private Problem overrides(RunPlan plan, BatchRequest request, int chars) {
        return fault(
                        plan,
                        request,
                        "container overrides",
                        chars + " characters long, and Cohort allows " + overrideChars
                                + ": AWS Batch adds some, and above 8192 it takes the job and fails it at its start")
                .hint(shorterStore(plan));
    }

    private static Problem tooLarge(RunPlan plan, BatchRequest request, String what, int size, int most) {
        return fault(plan, request, what, size + " bytes long, and AWS Batch takes at most " + most);
    }

    private static String shorterStore(RunPlan plan) {
        return "shorten the address of the store, which is "
                + plan.settings().store().length() + " characters long";
    }

    private static Problem fault(RunPlan plan, BatchRequest request, String what, String size) {
        StepSpec step = plan.graph().step(request.job().step()).spec();
        return Problem.error(step.place(), "the " + what + " of the step `" + step.name() + "` would be " + size);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
