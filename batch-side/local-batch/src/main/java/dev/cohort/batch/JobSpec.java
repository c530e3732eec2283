package dev.cohort.batch;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is submitted; what AWS Batch would refuse cannot be made.
 *
 * @param arraySize 0 for a plain job, else how many children the array has
 * @param priority among the jobs of one queue, the higher goes first
 * @param timeout from the start of each attempt; null for none
 * @param throttle how many of its kind may run at once, if not all that fit
 * @param payload what the executor is to do; never looked at here
 */
public record JobSpec(
        String name,
        String queue,
        int arraySize,
        int priority,
        List<Dependency> dependsOn,
        Resources resources,
        RetryStrategy retry,
        @Nullable Duration timeout,
        @Nullable Throttle throttle,
        @Nullable Object payload,
        Map<String, String> tags) {
    public static final int SMALLEST_ARRAY = 2;
    public static final int LARGEST_ARRAY = 10_000;
    public static final int MOST_DEPENDENCIES = 20;
    public static final int MOST_TAGS = 50;
    public static final int HIGHEST_PRIORITY = 9999;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

    public JobSpec {
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(retry, "retry");
        dependsOn = List.copyOf(dependsOn);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        requireName(name);
        RefusedJob.unless(!queue.isBlank(), "The job '" + name + "' names no queue.");
        requireArray(name, arraySize, dependsOn);
        RefusedJob.unless(
                priority >= 0 && priority <= HIGHEST_PRIORITY,
                "The job '" + name + "' has the priority " + priority + "; 0 to 9999 are allowed.");
        RefusedJob.unless(
                dependsOn.size() <= MOST_DEPENDENCIES,
                "The job '" + name + "' has " + dependsOn.size() + " dependencies; at most 20 are allowed.");
        RefusedJob.unless(
                timeout == null || !timeout.isNegative() && !timeout.isZero(),
                "The job '" + name + "' has a timeout of " + timeout + "; give a positive one, or none.");
        RefusedJob.unless(
                tags.size() <= MOST_TAGS,
                "The job '" + name + "' has " + tags.size() + " tags; at most 50 are allowed.");
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    public boolean isArray() {
        return arraySize > 0;
    }

    /** How many children are scheduled; a plain job counts as one. */
    public int size() {
        return isArray() ? arraySize : 1;
    }

    boolean isSequential() {
        return dependsOn.stream().anyMatch(d -> d.type() == Dependency.Type.SEQUENTIAL);
    }

    private static void requireName(String name) {
        RefusedJob.unless(
                NAME.matcher(name).matches(),
                "'" + name + "' is no job name: 1 to 128 of A-Z, a-z, 0-9, '_' and '-', the first a letter or digit.");
    }

    private static void requireArray(String name, int size, List<Dependency> dependsOn) {
        RefusedJob.unless(
                size == 0 || size >= SMALLEST_ARRAY && size <= LARGEST_ARRAY,
                "The array '" + name + "' has " + size + " children; 2 to 10,000 are allowed, and one is a plain job.");
        RefusedJob.unless(
                size > 0 || dependsOn.stream().allMatch(d -> d.type() == Dependency.Type.WHOLE),
                "The job '" + name + "' is no array; only an array can depend by N_TO_N or SEQUENTIAL.");
    }

    /** Takes a job's parts by name; what is not given is one cpu, no memory, one attempt, the default queue. */
    public static final class Builder {
        private final String name;
        private String queue = Layout.LOCAL;
        private int arraySize;
        private int priority;
        private List<Dependency> dependsOn = List.of();
        private Resources resources = new Resources(1, 0);
        private RetryStrategy retry = RetryStrategy.ONCE;
        private @Nullable Duration timeout;
        private @Nullable Throttle throttle;
        private @Nullable Object payload;
        private Map<String, String> tags = Map.of();

        private Builder(String name) {
            this.name = name;
        }

        public Builder queue(String name) {
            this.queue = name;
            return this;
        }

        public Builder array(int size) {
            this.arraySize = size;
            return this;
        }

        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Builder dependsOn(List<Dependency> dependencies) {
            this.dependsOn = dependencies;
            return this;
        }

        public Builder dependsOn(Dependency... dependencies) {
            return dependsOn(List.of(dependencies));
        }

        public Builder resources(Resources resources) {
            this.resources = resources;
            return this;
        }

        public Builder retry(RetryStrategy retry) {
            this.retry = retry;
            return this;
        }

        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        public Builder throttle(@Nullable Throttle throttle) {
            this.throttle = throttle;
            return this;
        }

        public Builder payload(@Nullable Object payload) {
            this.payload = payload;
            return this;
        }

        public Builder tags(Map<String, String> tags) {
            this.tags = tags;
            return this;
        }

        public JobSpec build() {
            return new JobSpec(
                    name, queue, arraySize, priority, dependsOn, resources, retry, timeout, throttle, payload, tags);
        }
    }
}
