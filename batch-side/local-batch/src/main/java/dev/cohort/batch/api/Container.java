package dev.cohort.batch.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a job is to run, with all overrides and parameters applied.
 *
 * @param secrets names of environment variables, and where their values come from
 * @param mounts directories of the host, by their paths in the container
 * @param late why it will fail as it starts, as AWS finds out too late; null for most
 */
public record Container(
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> secrets,
        List<Mount> mounts,
        @Nullable String user,
        double cpus,
        long memoryMiB,
        int gpus,
        String logGroup,
        String logPrefix,
        @Nullable String late) {
    static final String LOG_GROUP = "/aws/batch/job";

    /** A directory of the host at a path in the container. */
    public record Mount(String hostPath, String containerPath, boolean readOnly) {}

    public Container {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        mounts = List.copyOf(mounts);
    }

    /** What AWS refuses when a definition is registered. */
    static void check(Request properties) {
        properties.text("image");
        requireCommand(properties.texts("command"));
        Names.requireEnvironment(properties.pairs("environment", "value").keySet());
        Names.requireEnvironment(properties.pairs("secrets", "valueFrom").keySet());
        mounts(properties);
    }

    static void requireCommand(List<String> command) {
        if (command.contains("")) {
            throw ApiFault.client("The command must hold no empty string.");
        }
    }

    static List<Mount> mounts(Request properties) {
        Map<String, String> hostPaths = properties.objects("volumes").stream()
                .collect(Collectors.toMap(
                        volume -> volume.text("name"),
                        volume -> volume.object("host").text("sourcePath", ""),
                        (first, second) -> second,
                        LinkedHashMap::new));
        return properties.objects("mountPoints").stream()
                .map(point -> mount(point, hostPaths))
                .toList();
    }

    private static Mount mount(Request point, Map<String, String> hostPaths) {
        String volume = point.text("sourceVolume");
        String hostPath = hostPaths.get(volume);
        if (hostPath == null) {
            throw ApiFault.client("A mount point names the unknown volume " + volume + ".");
        }
        return new Mount(hostPath, point.text("containerPath"), point.flag("readOnly"));
    }

    /** {@code Ref::name} in a command stands for the parameter. */
    static List<String> withParameters(List<String> command, Map<String, String> parameters) {
        return command.stream().map(word -> withParameter(word, parameters)).toList();
    }

    private static String withParameter(String word, Map<String, String> parameters) {
        String mark = "Ref::";
        return word.startsWith(mark)
                ? Objects.requireNonNullElse(parameters.get(word.substring(mark.length())), word)
                : word;
    }
}
