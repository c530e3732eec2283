package dev.cohort.orchestrator.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a body is provided with beside its inputs.
 *
 * @param env variables by their names
 * @param secrets where the values of further variables are kept on AWS, by the names of those; never the values
 */
public record Provisions(Map<String, TemplateSpec> env, Map<String, TemplateSpec> secrets, List<MountSpec> mounts) {
    public Provisions {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
        mounts = List.copyOf(mounts);
    }

    Stream<TemplateSpec> templates() {
        return Stream.of(
                        env.values().stream(),
                        secrets.values().stream(),
                        mounts.stream().flatMap(MountSpec::templates))
                .flatMap(same -> same);
    }

    /** The same over other expressions. */
    Provisions map(UnaryOperator<TemplateSpec> change) {
        return new Provisions(
                TemplateSpec.map(env, change),
                TemplateSpec.map(secrets, change),
                mounts.stream().map(mount -> mount.map(change)).toList());
    }
}
