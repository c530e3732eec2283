package dev.cohort.batch.api;

import dev.cohort.batch.JobStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which jobs of a queue a ListJobs request asks for: by one filter, whatever their status, or by their status. */
final class JobFilter {
    private final Predicate<Submitted> jobs;
    private final @Nullable JobStatus status;

    private JobFilter(Predicate<Submitted> jobs, @Nullable JobStatus status) {
        this.jobs = jobs;
        this.status = status;
    }

    static JobFilter of(Request request) {
        List<Request> filters = request.objects("filters");
        if (filters.size() > 1) {
            throw ApiFault.client("Only one filter can be given at a time.");
        }
        return filters.isEmpty()
                ? new JobFilter(job -> true, JobListing.status(request))
                : new JobFilter(predicate(filters.get(0)), null);
    }

    private static Predicate<Submitted> predicate(Request filter) {
        String name = filter.text("name");
        List<String> values = filter.texts("values");
        if (values.size() != 1) {
            throw ApiFault.client("The filter " + name + " must have exactly one value.");
        }
        String value = values.get(0);
        return switch (name) {
            case "JOB_NAME" -> job -> matches(value, job.submission().spec().name());
            case "JOB_DEFINITION" ->
                job -> matches(
                        Arns.name(Definitions.KIND, value),
                        Arns.name(Definitions.KIND, job.submission().definitionArn())
                                .replaceFirst(":[0-9]+$", ""));
            case "BEFORE_CREATED_AT" -> job -> job.at().toEpochMilli() < millis(value);
            case "AFTER_CREATED_AT" -> job -> job.at().toEpochMilli() > millis(value);
            default ->
                throw ApiFault.client("The filter " + name
                        + " is not known; there are JOB_NAME, JOB_DEFINITION, BEFORE_CREATED_AT and AFTER_CREATED_AT.");
        };
    }

    /** Case does not count, and a star at the end stands for anything. */
    private static boolean matches(String pattern, String name) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String text = name.toLowerCase(Locale.ROOT);
        return wanted.endsWith("*") ? text.startsWith(wanted.substring(0, wanted.length() - 1)) : text.equals(wanted);
    }

    private static long millis(String value) {
        if (!value.matches("[0-9]{1,15}")) {
            throw ApiFault.client("The filter's value " + value + " is no time in milliseconds since 1970.");
        }
        return Long.parseLong(value);
    }

    /** Whether the job is asked for if it stands right; for that, nobody has to be asked. */
    boolean couldTake(Submitted job) {
        return jobs.test(job);
    }

    boolean takes(JobStatus now) {
        return status == null || status == now;
    }
}
