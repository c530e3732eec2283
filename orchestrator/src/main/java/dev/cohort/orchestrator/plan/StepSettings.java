package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.spec.MountSpec;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step says of secrets, mounts and tags, with the values of params put in. */
public final class StepSettings {
    private final StepSpec step;
    private final Map<String, String> params;

    StepSettings(StepSpec step, Map<String, String> params) {
        this.step = step;
        this.params = params;
    }

    /**
     * A mount as it will be.
     *
     * @param host a directory of the machine; null where it is an EFS file system
     * @param efs the id of an EFS file system; null where it is a directory of the machine
     */
    public record Mounted(
            String name,
            @Nullable String host,
            @Nullable String efs,
            @Nullable String root,
            @Nullable String accessPoint,
            boolean iam,
            String at,
            boolean readOnly) {}

    /** Where AWS keeps the value of each secret, by the name of its variable. */
    public Map<String, String> secrets() {
        return values(step.provisions().secrets());
    }

    public Map<String, String> tags() {
        return values(step.placement().tags());
    }

    public List<Mounted> mounts() {
        return step.provisions().mounts().stream().map(this::mounted).toList();
    }

    private Mounted mounted(MountSpec mount) {
        MountSpec.@Nullable Efs efs = mount.efs();
        return new Mounted(
                mount.name(),
                mount.host().map(this::value).orElse(null),
                efs == null ? null : value(efs.id()),
                efs == null || efs.root() == null ? null : value(efs.root()),
                efs == null || efs.accessPoint() == null ? null : value(efs.accessPoint()),
                efs != null && efs.iam(),
                mount.at(),
                mount.readOnly());
    }

    private Map<String, String> values(Map<String, TemplateSpec> templates) {
        Map<String, String> values = new LinkedHashMap<>();
        templates.forEach((name, template) -> values.put(name, value(template)));
        return values;
    }

    String value(TemplateSpec template) {
        return template.render(reference -> params.getOrDefault(reference.first(), ""));
    }
}
