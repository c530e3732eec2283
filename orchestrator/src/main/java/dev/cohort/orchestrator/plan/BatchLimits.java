package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.StepSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds each request against AWS Batch's limits on size, before anything is submitted; one of them AWS itself checks too late. */
public final class BatchLimits {
    static final int SUBMISSION_BYTES = 30 * 1024;
    static final int DEFINITION_BYTES = 24 * 1024;

    /** AWS allows 8,192, and finds out only when the job starts; what it adds itself is not documented. */
    static final int OVERRIDE_CHARS = 7_000;

    private static final String LONGEST_QUEUE = "q".repeat(256);
    private static final String LONGEST_DEFINITION = "d".repeat(128 + 10);
    private static final String JOB_ID = "0".repeat(36);

    private BatchLimits() {}

    /** Tells of each step the first job that is too large. */
    public static void check(RunPlan plan, Problems problems) {
        Set<String> told = new HashSet<>();
        for (PlannedJob job : plan.jobs()) {
            List<Problem> faults = told.contains(job.step()) ? List.of() : faults(plan, BatchRequest.of(plan, job));
            problems.addAll(faults);
            if (!faults.isEmpty()) {
                told.add(job.step());
            }
        }
    }

    private static List<Problem> faults(RunPlan plan, BatchRequest request) {
        List<Problem> faults = new ArrayList<>();
        int overrides = request.overrides().compact().length();
        if (overrides > OVERRIDE_CHARS) {
            faults.add(fault(
                            plan,
                            request,
                            "container overrides",
                            overrides + " characters long, and AWS Batch fails a job at 8192 once it starts")
                    .hint("shorten the address of the store, which is "
                            + plan.settings().store().length() + " characters long"));
        }
        int submission = bytes(
                request.submission(LONGEST_QUEUE, LONGEST_DEFINITION, JOB_ID).compact());
        if (submission > SUBMISSION_BYTES && faults.isEmpty()) {
            faults.add(fault(
                    plan, request, "submission", submission + " bytes long, and AWS Batch takes " + SUBMISSION_BYTES));
        }
        int definition = bytes(request.definition().compact());
        if (definition > DEFINITION_BYTES) {
            faults.add(fault(
                            plan,
                            request,
                            "job definition",
                            definition + " bytes long, and AWS Batch takes " + DEFINITION_BYTES)
                    .hint("shorten its `image`"));
        }
        return faults;
    }

    private static Problem fault(RunPlan plan, BatchRequest request, String what, String size) {
        StepSpec step = plan.graph().step(request.job().step()).spec();
        return Problem.error(step.place(), "the " + what + " of the step `" + step.name() + "` would be " + size);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
