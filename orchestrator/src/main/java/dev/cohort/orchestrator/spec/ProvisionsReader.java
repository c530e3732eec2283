package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a body is to find around it: variables, secrets and mounts. */
final class ProvisionsReader {
    private static final List<String> OF_EFS = List.of("root", "access-point", "iam");

    /** Where a mount would hide what a container, or Cohort in it, lives by. */
    private static final String HIDING = "/(opt/cohort|proc|sys|dev|bin|sbin|lib|lib64|usr|etc)(/.*)?";

    private final RunningDefaults defaults;
    private final Problems problems;

    ProvisionsReader(RunningDefaults defaults, Problems problems) {
        this.defaults = defaults;
        this.problems = problems;
    }

    Provisions read(Block step) {
        Map<String, YamlText> env = defaults.merged(step, "env");
        Map<String, TemplateSpec> variables = new LinkedHashMap<>();
        env.forEach((name, text) -> variables.put(name, TemplateParser.parse(text, problems)));
        return new Provisions(variables, secrets(step, env), mounts(step));
    }

    private Map<String, TemplateSpec> secrets(Block step, Map<String, YamlText> env) {
        Map<String, TemplateSpec> secrets = new LinkedHashMap<>();
        step.named("secrets").forEach((name, node) -> {
            @Nullable YamlText variable = env.get(name.value());
            if (variable != null) {
                problems.add(
                        Problem.error(name.place(), "`" + name.value() + "` is both a secret and a variable of `env`")
                                .note("the variable is here", variable.place())
                                .hint("give one of them another name"));
            }
            TemplateSpec address = TemplateParser.parse((YamlText) node, problems);
            tell(address, "the secret `" + name.value() + "`", AwsNames::secretFault)
                    .ifPresent(problem -> problems.add(problem.hint(
                            "write `/lab/token` or `arn:aws:secretsmanager:…`, and never the secret itself: it would be"
                                    + " read by all who read this file")));
            secrets.put(name.value(), address);
        });
        return secrets;
    }

    private List<MountSpec> mounts(Block step) {
        Map<String, MountSpec> byPlace = new LinkedHashMap<>();
        List<MountSpec> mounts = new ArrayList<>();
        step.named("mounts")
                .forEach((name, node) -> mount(name, Block.of(node)).ifPresent(mount -> {
                    @Nullable MountSpec first = byPlace.putIfAbsent(mount.at(), mount);
                    if (first != null) {
                        problems.add(Problem.error(
                                        mount.place(),
                                        "the mounts `" + first.name() + "` and `" + mount.name() + "` are both at "
                                                + Visible.quote(mount.at()))
                                .note("`" + first.name() + "` is here", first.place())
                                .hint("give each a place of its own"));
                    }
                    mounts.add(mount);
                }));
        return mounts;
    }

    private Optional<MountSpec> mount(YamlText name, Block block) {
        Optional<YamlText> host = block.text("host");
        Optional<YamlText> efs = block.text("efs");
        if (host.isPresent() == efs.isPresent()) {
            problems.add(
                    Problem.error(
                                    name.place(),
                                    "the mount `" + name.value() + "` has "
                                            + (host.isPresent()
                                                    ? "both a `host` and an `efs`"
                                                    : "neither a `host` nor an `efs`"))
                            .hint(
                                    "`host` is a directory of the machine, `efs` the id of a file system on AWS: write one of them"));
            return Optional.empty();
        }
        Optional<String> at = at(name, block);
        host.ifPresent(path -> tellEfsOnly(block));
        Optional<TemplateSpec> hostPath = host.map(text -> setting(text, "host", AwsNames::pathFault));
        Optional<MountSpec.Efs> fileSystem = efs.map(id -> efs(id, block));
        boolean readOnly = block.flag("read-only").orElse(true);
        return at.map(path -> new MountSpec(
                name.value(), hostPath.orElse(null), fileSystem.orElse(null), path, readOnly, name.place()));
    }

    /** A directory of the machine lies where it lies, unless it is said to be elsewhere. */
    private Optional<String> at(YamlText name, Block block) {
        Optional<YamlText> at = block.text("at")
                .or(() -> block.text("host").filter(host -> !host.value().contains("${{")));
        if (at.isEmpty()) {
            problems.add(Problem.error(name.place(), "the mount `" + name.value() + "` is nowhere")
                    .hint("add `at:`, the path at which the body finds it, such as `at: /mnt/" + name.value() + "`"));
            return Optional.empty();
        }
        String path = at.get().value();
        Optional<String> fault = block.text("at").isEmpty() ? Optional.empty() : AwsNames.pathFault(path);
        fault.ifPresent(why ->
                problems.add(Problem.error(at.get().place(), "`at` " + why + ", and this is " + Visible.quote(path))));
        if (fault.isEmpty() && path.matches(HIDING)) {
            problems.add(Problem.error(
                            at.get().place(),
                            "a mount at " + Visible.quote(path) + " would hide what a container lives by")
                    .hint("mount it elsewhere, with `at: /mnt/" + name.value() + "`"));
        }
        return Optional.of(path);
    }

    private void tellEfsOnly(Block block) {
        for (String key : OF_EFS) {
            block.map()
                    .entry(key)
                    .ifPresent(entry -> problems.add(Problem.error(
                                    entry.key().place(),
                                    "`" + key + "` is for mounts of `efs`, and this is one of `host`")
                            .hint("remove it")));
        }
    }

    private MountSpec.Efs efs(YamlText id, Block block) {
        Optional<YamlText> root = block.text("root");
        Optional<YamlText> accessPoint = block.text("access-point");
        if (root.isPresent() && accessPoint.isPresent()) {
            problems.add(Problem.error(root.get().place(), "an access point has a root of its own")
                    .note("it is named here", accessPoint.get().place())
                    .hint("remove `root`"));
        }
        return new MountSpec.Efs(
                setting(id, "efs", AwsNames::fileSystemFault),
                root.map(text -> setting(text, "root", AwsNames::pathFault)).orElse(null),
                accessPoint
                        .map(text -> setting(text, "access-point", AwsNames::accessPointFault))
                        .orElse(null),
                block.flag("iam").orElse(false));
    }

    private TemplateSpec setting(YamlText text, String key, Function<String, Optional<String>> rule) {
        TemplateSpec template = TemplateParser.parse(text, problems);
        tell(
                        template,
                        "`" + key + "`",
                        value -> rule.apply(value).map(why -> why + ", and this is " + Visible.quote(value)))
                .ifPresent(problems::add);
        return template;
    }

    /** What holds an expression shows only when planning what it is. */
    private static Optional<Problem> tell(TemplateSpec text, String what, Function<String, Optional<String>> rule) {
        return text.constant().flatMap(rule).map(why -> Problem.error(text.place(), what + " " + why));
    }
}
