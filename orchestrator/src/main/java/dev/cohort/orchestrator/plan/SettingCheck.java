package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.spec.AwsNames;
import dev.cohort.orchestrator.spec.MountSpec;
import dev.cohort.orchestrator.spec.Quorum;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds what params make of secrets, mounts and tags against what AWS takes, and gathers against the samples that there are. */
final class SettingCheck {
    private final Map<String, String> params;
    private final int samples;
    private final NotNeeded notNeeded;
    private final Problems problems;

    SettingCheck(Map<String, String> params, int samples, NotNeeded notNeeded, Problems problems) {
        this.params = params;
        this.samples = samples;
        this.notNeeded = notNeeded;
        this.problems = problems;
    }

    void check(ResolvedStep step) {
        StepSpec spec = step.spec();
        spec.provisions().secrets().forEach((name, address) -> address(spec, address, "the secret `" + name + "`"));
        spec.provisions().mounts().forEach(mount -> mount(spec, mount));
        spec.placement()
                .tags()
                .forEach((name, value) -> value(spec, value, "the tag " + Visible.quote(name), AwsNames::tagFault));
        spec.minSuccess().ifPresent(quorum -> step.gathered().forEach(gathered -> quorum(spec, quorum, gathered)));
    }

    private void mount(StepSpec step, MountSpec mount) {
        String what = " of the mount `" + mount.name() + "`";
        mount.host().ifPresent(host -> value(step, host, "`host`" + what, AwsNames::pathFault));
        MountSpec.@Nullable Efs efs = mount.efs();
        if (efs != null) {
            value(step, efs.id(), "`efs`" + what, AwsNames::fileSystemFault);
            Optional.ofNullable(efs.root()).ifPresent(root -> value(step, root, "`root`" + what, AwsNames::pathFault));
            Optional.ofNullable(efs.accessPoint())
                    .ifPresent(point -> value(step, point, "`access-point`" + what, AwsNames::accessPointFault));
        }
    }

    private void value(StepSpec step, TemplateSpec text, String what, Function<String, Optional<String>> rule) {
        tell(step, text, rule, why -> what + " " + why + ", and this is " + Visible.quote(rendered(step, text)));
    }

    /** It could be the secret itself, by mistake: it is not told. */
    private void address(StepSpec step, TemplateSpec text, String what) {
        tell(step, text, AwsNames::secretFault, why -> what + " " + why);
    }

    /** What holds no expression was checked when the pipeline was read. */
    private void tell(
            StepSpec step, TemplateSpec text, Function<String, Optional<String>> rule, Function<String, String> words) {
        if (text.constant().isEmpty()) {
            rule.apply(rendered(step, text))
                    .ifPresent(why -> problems.add(Problem.error(text.place(), words.apply(why))));
        }
    }

    private String rendered(StepSpec step, TemplateSpec text) {
        return new StepSettings(step, params).value(text);
    }

    private void quorum(StepSpec step, Quorum quorum, String gathered) {
        int without = notNeeded.count(gathered);
        int least = quorum.least(samples - without);
        if (least > samples - without) {
            problems.add(Problem.error(
                            quorum.place(),
                            "the step `" + step.name() + "` needs " + least + " lanes, and "
                                    + (without == 0
                                            ? "the cohort has " + samples
                                            : "only " + (samples - without) + " of " + samples + " samples need `"
                                                    + gathered + "`"))
                    .hint("let it need fewer, or a part of them, such as `90%`"));
        }
    }
}
