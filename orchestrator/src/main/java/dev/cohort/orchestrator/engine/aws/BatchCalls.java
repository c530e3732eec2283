package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobDefinition;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuesPair;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;
import software.amazon.awssdk.services.batch.model.SubmitJobRequest;

/** The calls to AWS Batch that a run needs. */
final class BatchCalls {
    private static final int MOST_DESCRIBED = 100;

    private final AwsClients clients;
    private final Supplier<BatchClient> asked;

    BatchCalls(AwsClients clients) {
        this(clients, clients::batch);
    }

    private BatchCalls(AwsClients clients, Supplier<BatchClient> asked) {
        this.clients = clients;
        this.asked = asked;
    }

    /** For whoever sits there and waits for an answer. */
    static BatchCalls hasty(AwsClients clients) {
        return new BatchCalls(clients, clients::looking);
    }

    /** Throws what the client throws, as what to do next depends on it. */
    String submit(Json request) {
        return clients.submitting()
                .submitJob(SdkRequests.fill(SubmitJobRequest.builder(), request).build())
                .jobId();
    }

    /** In no order, and without those that AWS does not know any more. Throws what the client throws. */
    List<JobDetail> describe(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<JobDetail> details = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_DESCRIBED) {
            List<String> some = all.subList(from, Math.min(from + MOST_DESCRIBED, all.size()));
            details.addAll(clients.looking().describeJobs(r -> r.jobs(some)).jobs());
        }
        return details;
    }

    /** Whether whoever answers has this very queue. Throws what the client throws. */
    boolean hasQueue(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return clients.looking().describeJobQueues(r -> r.jobQueues(name)).jobQueues().stream()
                .anyMatch(queue -> arn.equals(queue.jobQueueArn()));
    }

    /** The jobs of a queue by a name, whatever their status. */
    List<JobSummary> named(String queue, String name) {
        KeyValuesPair byName =
                KeyValuesPair.builder().name("JOB_NAME").values(name).build();
        return told(
                "the jobs of the queue `" + queue + "` can't be listed",
                () -> asked.get().listJobsPaginator(r -> r.jobQueue(queue).filters(byName)).jobSummaryList().stream()
                        .filter(job -> job.jobName().equals(name))
                        .toList());
    }

    /** Those of a queue by the name of a job that may be that one. */
    List<JobSummary> find(Sought job) {
        List<JobSummary> named = named(job.queue(), job.name());
        if (named.isEmpty() || job.environment().isEmpty()) {
            return named;
        }
        Set<String> others = others(job, named.stream().map(JobSummary::jobId).toList());
        return named.stream().filter(found -> !others.contains(found.jobId())).toList();
    }

    private Set<String> others(Sought job, List<String> ids) {
        return told(
                "the jobs by the name " + job.name() + " can't be looked at",
                () -> describe(ids).stream()
                        .filter(job::isAnothers)
                        .map(JobDetail::jobId)
                        .collect(Collectors.toSet()));
    }

    /** The children of an array that failed, page by page as they are read. Throws what the client throws, then, too. */
    Stream<JobSummary> failed(String id) {
        return asked.get().listJobsPaginator(r -> r.arrayJobId(id).jobStatus("FAILED")).jobSummaryList().stream();
    }

    /** Some children of an array that are ready and have no place. */
    List<JobSummary> someRunnable(String id) {
        return asked.get()
                .listJobs(r -> r.arrayJobId(id).jobStatus("RUNNABLE").maxResults(1))
                .jobSummaryList();
    }

    /** Whatever its state: an array ends with all its children, and one that has ended stays as it is. */
    void terminate(String id, String reason) {
        told(
                "the job " + id + " can't be ended",
                () -> asked.get().terminateJob(r -> r.jobId(id).reason(reason)));
    }

    /** The newest active revision of a definition, as {@code name:revision}, or the one that is registered now. */
    String definition(String name, Json registration) {
        return told("the job definition " + name + " can't be found or registered", () -> {
            Iterator<JobDefinition> known = asked.get()
                    .describeJobDefinitionsPaginator(
                            r -> r.jobDefinitionName(name).status("ACTIVE"))
                    .jobDefinitions()
                    .iterator();
            return name + ":" + (known.hasNext() ? known.next().revision() : register(registration));
        });
    }

    private int register(Json registration) {
        return asked.get()
                .registerJobDefinition(SdkRequests.fill(RegisterJobDefinitionRequest.builder(), registration)
                        .build())
                .revision();
    }

    static <T> T told(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException fault) {
            throw Faults.told(what, fault);
        }
    }
}
