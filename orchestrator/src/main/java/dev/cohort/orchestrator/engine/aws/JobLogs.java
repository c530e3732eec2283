package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.model.AttemptContainerDetail;
import software.amazon.awssdk.services.batch.model.AttemptDetail;
import software.amazon.awssdk.services.batch.model.ContainerDetail;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.LogConfiguration;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
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
        this.calls = BatchCalls.hasty(clients);
        this.pauses = clients.pauses();
    }

    /**
     * A task as AWS Batch tells it.
     *
     * @param how it ended badly; null where it did not, or not yet
     * @param reason why it ended badly, or why it does not begin, in AWS's words; null where AWS says neither
     * @param attempts in their order, the one that runs with them
     */
    public record Told(
            String status,
            boolean ended,
            TaskEnd.@Nullable How how,
            @Nullable String reason,
            List<Attempt> attempts) {
        public Told {
            attempts = List.copyOf(attempts);
        }

        public boolean failed() {
            return Jobs.FAILED.equals(status);
        }

        /** Where it stands, as a sentence goes on that has begun with its name. */
        public String standing() {
            return switch (status) {
                case "SUCCEEDED" -> "has ended well, as far as AWS Batch knows";
                case "FAILED" -> badly() + because();
                case "RUNNING" -> "is running";
                case "STARTING" -> "is being started: its image is fetched";
                case "RUNNABLE" -> "waits for a machine" + because();
                default -> "waits for what has to be done before";
            };
        }

        /** In the words by which such tasks are counted. */
        private String badly() {
            String begun = how == TaskEnd.How.CANCELLED ? "was stopped" : "failed";
            return neverBegan() ? "was not started" : begun;
        }

        /** Whether it has ended as something before it did. */
        public boolean neverBegan() {
            return how == TaskEnd.How.UPSTREAM;
        }

        private String because() {
            return reason == null ? "" : ": " + reason;
        }

        /** The last that came to print something; empty where none did, or not yet. */
        public Optional<Attempt> lastPrinting() {
            return attempts.stream().filter(attempt -> attempt.stream() != null).reduce((before, after) -> after);
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
        TaskEnd end =
                Jobs.FAILED.equals(job.statusAsString()) ? Jobs.reasons(job).of(0) : null;
        return new Told(
                String.valueOf(job.statusAsString()),
                Jobs.hasEnded(job),
                end == null ? null : end.how(),
                end == null ? hindrance(job) : end.reason(),
                attempts(job));
    }

    private static @Nullable String hindrance(JobDetail job) {
        return Jobs.RUNNABLE.equals(job.statusAsString())
                ? Hindrance.misconfiguration(job.statusReason()).orElse(null)
                : null;
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

    /** All that an attempt has printed so far, until the taker wants no more; nothing where it has not begun to. */
    public void read(Attempt attempt, Predicate<Line> taker) {
        if (attempt.stream() != null) {
            var unused = new Reading(attempt).toTheEnd(taker);
        }
    }

    /** How it ends, or stands. */
    public List<String> tail(Attempt attempt, int lines) {
        if (attempt.stream() == null) {
            return List.of();
        }
        return page(attempt, request -> request.startFromHead(false).limit(lines))
                .map(page -> page.events().stream()
                        .map(JobLogs::line)
                        .map(Line::text)
                        .toList())
                .orElse(List.of());
    }

    /**
     * All that a task prints, through all its attempts or in one of them, until it has ended or the taker wants no more; the last
     * lines may come a little later than that.
     */
    public void follow(String taskId, @Nullable Integer wanted, Predicate<Line> taker) throws InterruptedException {
        Map<Integer, Reading> readings = new LinkedHashMap<>();
        boolean goesOn = true;
        while (goesOn) {
            Optional<Told> told = look(taskId);
            told.ifPresent(task -> task.attempts().stream()
                    .filter(attempt -> attempt.stream() != null)
                    .filter(attempt -> wanted == null || wanted == attempt.number())
                    .forEach(attempt -> readings.computeIfAbsent(attempt.number(), number -> new Reading(attempt))));
            goesOn = told.isPresent() && !isOver(told.get(), wanted) && readOn(readings.values(), taker);
            pauses.pause(BETWEEN_LOOKS);
        }
        var unused = readOn(readings.values(), taker);
    }

    private static boolean isOver(Told told, @Nullable Integer wanted) {
        return told.ended() || wanted != null && told.attempts().size() > wanted;
    }

    private static boolean readOn(Collection<Reading> readings, Predicate<Line> taker) {
        return readings.stream().allMatch(reading -> reading.toTheEnd(taker));
    }

    /** Empty where the stream is not there: it comes to be with its first line, and goes when its time is over. */
    private Optional<GetLogEventsResponse> page(Attempt attempt, UnaryOperator<GetLogEventsRequest.Builder> which) {
        try {
            GetLogEventsRequest.Builder stream =
                    GetLogEventsRequest.builder().logGroupName(attempt.group()).logStreamName(attempt.stream());
            return Optional.of(clients.logs().getLogEvents(which.apply(stream).build()));
        } catch (ResourceNotFoundException notThere) {
            return Optional.empty();
        } catch (SdkException fault) {
            throw Faults.told("the log " + attempt.stream() + " can't be read", fault);
        }
    }

    private static Line line(OutputLogEvent event) {
        long at = event.timestamp() == null ? 0 : event.timestamp();
        return new Line(Instant.ofEpochMilli(at), event.message() == null ? "" : event.message());
    }

    /** One stream, from where it was left. */
    private final class Reading {
        private final Attempt attempt;
        private @Nullable String token;
        private boolean wanted = true;

        Reading(Attempt attempt) {
            this.attempt = attempt;
        }

        /** An empty page is not the end; a token that comes again is. False once the taker wants no more, and then ever after. */
        boolean toTheEnd(Predicate<Line> taker) {
            Optional<GetLogEventsResponse> page = wanted ? page() : Optional.empty();
            while (page.isPresent()) {
                wanted = page.get().events().stream().map(JobLogs::line).allMatch(taker);
                String next = page.get().nextForwardToken();
                boolean end = !wanted || next == null || next.equals(token);
                token = next == null ? token : next;
                page = end ? Optional.empty() : page();
            }
            return wanted;
        }

        private Optional<GetLogEventsResponse> page() {
            return JobLogs.this.page(
                    attempt, request -> request.startFromHead(true).nextToken(token));
        }
    }
}
