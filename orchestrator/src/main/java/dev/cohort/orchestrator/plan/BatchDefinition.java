package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Json;
import dev.cohort.contract.WorkerExit;
import dev.cohort.orchestrator.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The job definition that AWS Batch is asked to register for a job, in the fields of its API. */
final class BatchDefinition {
    private static final String PATTERN_ANY = "*";

    /** Faults of the platform are tried again by Batch itself; anything else is final there. */
    private static final String LOST_HOST = "Host EC2*";

    /** On Fargate there are no hosts to speak of. */
    private static final String LOST_TASK = "Your Spot Task*";

    private static final List<String> IMAGE_FAULTS = List.of("CannotPullContainerError*", "DockerTimeoutError*");

    private final RunPlan plan;
    private final PlannedJob job;
    private final Account account;
    private final StepSpec step;
    private final boolean join;

    private BatchDefinition(RunPlan plan, PlannedJob job, Account account) {
        this.plan = plan;
        this.job = job;
        this.account = account;
        this.step = plan.graph().step(job.step()).spec();
        this.join = job.kind() == JobKind.JOIN;
    }

    static Json of(RunPlan plan, PlannedJob job, Account account) {
        return new BatchDefinition(plan, job, account).json();
    }

    private boolean isOnFargate() {
        return account.isFargate(step.placement().queue());
    }

    private Json json() {
        return Json.object()
                .put("type", "container")
                .putIfPresent("platformCapabilities", isOnFargate() ? Json.texts(List.of("FARGATE")) : null)
                .put("containerProperties", new BatchContainer(plan, job, account).json())
                .put("schedulingPriority", (long) plan.rank(step.name()))
                .put(
                        "retryStrategy",
                        retry(
                                join ? Attempts.OF_JOIN : Attempts.of(step, account),
                                isOnFargate(),
                                WorkerExit.MAY_PASS.code()))
                .putIfPresent("timeout", join ? null : timeout())
                .put("propagateTags", true)
                .putAll("tags", BatchTags.ofDefinition(plan, plan.graph().step(step.name())), Json::text)
                .build();
    }

    /** What a tool's exit code deserves is decided by the worker, which leaves with a code of its own then. */
    static Json retry(int attempts, boolean fargate, int exitCode) {
        return Json.object()
                .put("attempts", (long) attempts)
                .put(
                        "evaluateOnExit",
                        Json.array(
                                rule("onStatusReason", fargate ? LOST_TASK : LOST_HOST, "RETRY"),
                                rule("onReason", IMAGE_FAULTS.get(0), "RETRY"),
                                rule("onReason", IMAGE_FAULTS.get(1), "RETRY"),
                                rule("onExitCode", Integer.toString(exitCode), "RETRY"),
                                rule("onReason", PATTERN_ANY, "EXIT")))
                .build();
    }

    private static Json rule(String when, String pattern, String action) {
        return Json.object().put(when, pattern).put("action", action).build();
    }

    private @Nullable Json timeout() {
        return step.limit()
                .map(Duration::toSeconds)
                .<Json>map(seconds ->
                        Json.object().put("attemptDurationSeconds", seconds).build())
                .orElse(null);
    }
}
