package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.model.AttemptContainerDetail;
import software.amazon.awssdk.services.batch.model.AttemptDetail;
import software.amazon.awssdk.services.batch.model.ContainerDetail;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.LogConfiguration;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What the attempts of one task printed, from CloudWatch Logs; why the task ended is known before any log is fetched. */
public final class JobLogs {
    private static final String USUAL_GROUP = "/aws/batch/job";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final AwsClients clients;
    private final BatchCalls calls;
    private final Pauses pauses;

    public JobLogs(AwsClients clients) {
        this.clients = clients;
        this.calls = new BatchCalls(clients);
        this.pauses = clients.pauses();
    }

    /**
     * A task as AWS Batch tells it.
     *
     * @param reason why it ended badly, in AWS's words; null where it did not
     * @param attempts in their order, the one that runs with them
     */
    public record Told(
            String status, boolean ended, @Nullable String reason, List<Attempt> attempts) {
        public Told {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * @param number from 1
     * @param stream null where it never came to print anything
     */
    public record Attempt(
            int number, String group, @Nullable String stream) {}

    public record Line(Instant at, String text) {}

    /** The id of a task: that of its job, and the index where that is an array. */
    public static String taskId(String jobId, boolean array, int index) {
        return array ? jobId + ":" + index : jobId;
    }

    /** Empty for one that AWS Batch does not know, or not any more. */
    public Optional<Told> look(String taskId) {
        return BatchCalls.told(
                "the task " + taskId + " can't be looked at",
                () -> calls.describe(List.of(taskId)).stream().findFirst().map(JobLogs::told));
    }

    private static Told told(JobDetail job) {
        boolean failed = Jobs.FAILED.equals(job.statusAsString());
        return new Told(
                String.valueOf(job.statusAsString()),
                Jobs.hasEnded(job),
                failed ? Jobs.reasons(job).of(0).reason() : null,
                attempts(job));
    }

    private static List<Attempt> attempts(JobDetail job) {
        String group = group(job);
        List<AttemptDetail> ended = job.attempts();
        List<Attempt> attempts = new ArrayList<>(IntStream.range(0, ended.size())
                .mapToObj(i -> new Attempt(i + 1, group, stream(ended.get(i))))
                .toList());
        String running = job.container() == null ? null : job.container().logStreamName();
        if (running != null && attempts.stream().noneMatch(attempt -> running.equals(attempt.stream()))) {
            attempts.add(new Attempt(ended.size() + 1, group, running));
        }
        return attempts;
    }

    private static @Nullable String stream(AttemptDetail attempt) {
        return Optional.ofNullable(attempt.container())
                .map(AttemptContainerDetail::logStreamName)
                .orElse(null);
    }

    private static String group(JobDetail job) {
        return Optional.ofNullable(job.container())
                .map(ContainerDetail::logConfiguration)
                .map(LogConfiguration::options)
                .map(options -> options.get("awslogs-group"))
                .orElse(USUAL_GROUP);
    }

    /** All that an attempt has printed so far; nothing where it has not begun to. */
    public void read(Attempt attempt, Consumer<Line> taker) {
        if (attempt.stream() != null) {
            new Reading(attempt).toTheEnd(taker);
        }
    }

    /** All that a task prints, through all its attempts, until it has ended; the last lines may come a little later than that. */
    public void follow(String taskId, Consumer<Line> taker) throws InterruptedException {
        List<Reading> readings = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            Optional<Told> told = look(taskId);
            ended = told.map(Told::ended).orElse(true);
            told.ifPresent(task -> task.attempts().stream()
                    .filter(attempt -> attempt.stream() != null)
                    .skip(readings.size())
                    .forEach(attempt -> readings.add(new Reading(attempt))));
            readings.forEach(reading -> reading.toTheEnd(taker));
            pauses.pause(BETWEEN_LOOKS);
        }
        readings.forEach(reading -> reading.toTheEnd(taker));
    }

    /** One stream, from where it was left. */
    private final class Reading {
        private final Attempt attempt;
        private @Nullable String token;

        Reading(Attempt attempt) {
            this.attempt = attempt;
        }

        /** An empty page is not the end; a token that comes again is. */
        void toTheEnd(Consumer<Line> taker) {
            Optional<GetLogEventsResponse> page = page();
            while (page.isPresent()) {
                page.get().events().forEach(event -> taker.accept(line(event)));
                String next = page.get().nextForwardToken();
                boolean end = next == null || next.equals(token);
                token = next == null ? token : next;
                page = end ? Optional.empty() : page();
            }
        }

        /** A stream comes to be with its first line. */
        private Optional<GetLogEventsResponse> page() {
            try {
                return Optional.of(clients.logs()
                        .getLogEvents(r -> r.logGroupName(attempt.group())
                                .logStreamName(attempt.stream())
                                .startFromHead(true)
                                .nextToken(token)));
            } catch (ResourceNotFoundException notYet) {
                return Optional.empty();
            } catch (SdkException fault) {
                throw Faults.told("the log " + attempt.stream() + " can't be read", fault);
            }
        }

        private static Line line(OutputLogEvent event) {
            long at = event.timestamp() == null ? 0 : event.timestamp();
            return new Line(Instant.ofEpochMilli(at), event.message() == null ? "" : event.message());
        }
    }
}
