package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
            boolean iam) {
        private Stream<TemplateSpec> templates() {
            return Stream.of(Stream.of(id), Stream.ofNullable(root), Stream.ofNullable(accessPoint))
                    .flatMap(same -> same);
        }

        private Efs map(UnaryOperator<TemplateSpec> change) {
            return new Efs(
                    change.apply(id),
                    root == null ? null : change.apply(root),
                    accessPoint == null ? null : change.apply(accessPoint),
                    iam);
        }
    }

    /** All in which expressions may stand. */
    public Stream<TemplateSpec> templates() {
        return efs == null ? host().stream() : efs.templates();
    }

    /** The same over other expressions. */
    MountSpec map(UnaryOperator<TemplateSpec> change) {
        return new MountSpec(
                name,
                hostPath == null ? null : change.apply(hostPath),
                efs == null ? null : efs.map(change),
                at,
                readOnly,
                place);
    }

    public Optional<TemplateSpec> host() {
        return Optional.ofNullable(hostPath);
    }
}
