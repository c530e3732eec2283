package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file system that a body finds at a path, as written.
 *
 * @param hostPath a directory of the machine; null where it is an EFS file system
 * @param efs an EFS file system; null where it is a directory of the machine
 */
public record MountSpec(
        String name,
        @Nullable TemplateSpec hostPath,
        @Nullable Efs efs,
        String at,
        boolean readOnly,
        Place place) {

    /**
     * A file system of AWS.
     *
     * @param root the directory in it that is mounted; null for all of it
     * @param accessPoint through which it is mounted, which brings a root of its own
     * @param iam whether the job's role decides what it may do there
     */
    public record Efs(
            TemplateSpec id,
            @Nullable TemplateSpec root,
            @Nullable TemplateSpec accessPoint,
            boolean iam) {}

    public Optional<TemplateSpec> host() {
        return Optional.ofNullable(hostPath);
    }
}
