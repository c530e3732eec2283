package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.JobKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as a run planned it.
 *
 * @param group the number of the group whose lanes it runs; null for a cohort step, and for a join of whole jobs
 * @param image in which it runs on a queue; null on this machine
 * @param queue that it is submitted to; null on this machine
 */
public record StoredJob(
        String name,
        String step,
        JobKind kind,
        int size,
        @Nullable Integer group,
        @Nullable Integer chunk,
        List<JobDependency> dependsOn,
        @Nullable String image,
        @Nullable String queue) {
    public StoredJob {
        dependsOn = List.copyOf(dependsOn);
        if ((group == null) != (chunk == null)) {
            throw new IllegalArgumentException("`group` and `chunk` stand together");
        }
    }

    public boolean hasLanes() {
        return group != null;
    }

    int groupNumber() {
        return numbered(group);
    }

    int chunkNumber() {
        return numbered(chunk);
    }

    private int numbered(@Nullable Integer number) {
        if (number == null) {
            throw new IllegalStateException(name + " has no lanes");
        }
        return number;
    }

    static StoredJob fromJson(Json json, String where) {
        Fields job = json.fields(where);
        return job.make(() -> new StoredJob(
                job.text("name"),
                job.text("step"),
                job.word("kind", JobKind.class),
                job.integer("size"),
                job.integerOrNull("group"),
                job.integerOrNull("chunk"),
                job.list("dependsOn", StoredJob::dependency),
                job.has("definition")
                        ? job.object("definition").object("containerProperties").text("image")
                        : null,
                job.has("request") ? job.object("request").text("jobQueue") : null));
    }

    private static JobDependency dependency(Json json, String where) {
        Fields dependency = json.fields(where);
        return dependency.make(
                () -> new JobDependency(dependency.text("job"), JobDependency.Type.valueOf(dependency.text("type"))));
    }
}
