package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.plan.Conductor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.batch.model.JobSummary;

/** Jobs that look after runs. They are no part of a plan, and no journal knows of them: each is found by its name, which is its run's. */
public final class Conductors {
    private static final Set<String> OVER = Set.of(Jobs.SUCCEEDED, Jobs.FAILED);

    private final BatchCalls calls;
    private final Pauses pauses;

    public Conductors(AwsClients clients) {
        this(new BatchCalls(clients), Pauses.real());
    }

    /** For whoever waits to be told of them. */
    public static Conductors seen(AwsClients clients) {
        return new Conductors(BatchCalls.hasty(clients), Pauses.real());
    }

    private Conductors(BatchCalls calls, Pauses pauses) {
        this.calls = calls;
        this.pauses = pauses;
    }

    /** One that has not ended. */
    public record Seen(String id, String status) {}

    /** Exactly one of this name, also where an answer is lost; its id. */
    public String submit(Conductor conductor) throws InterruptedException {
        String definition = calls.definition(conductor.definitionName(), conductor.registration());
        return new Submissions(calls, pauses)
                .submit(Sought.named(conductor.queue(), conductor.name()), conductor.submission(definition), () -> {});
    }

    /** The oldest that has not ended, as nothing keeps people from sending more. */
    public Optional<Seen> find(String queue, String name) {
        return alive(queue, name).stream()
                .findFirst()
                .map(job -> new Seen(job.jobId(), String.valueOf(job.statusAsString())));
    }

    public void end(String queue, String name, String reason) {
        alive(queue, name).forEach(job -> calls.terminate(job.jobId(), EndReasons.ours(reason)));
    }

    private List<JobSummary> alive(String queue, String name) {
        return calls.named(queue, name).stream()
                .filter(job -> !OVER.contains(job.statusAsString()))
                .sorted(Comparator.comparing(JobSummary::createdAt).thenComparing(JobSummary::jobId))
                .toList();
    }
}
