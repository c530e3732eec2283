package dev.cohort.orchestrator.engine.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeResource;

/**
 * The most that one task can have in a compute environment, as far as it can be known without asking EC2: the size of a general instance
 * type stands in its name.
 *
 * @param memoryMiB {@link #UNKNOWN} where instances of any size may come
 * @param gpus whether there may be any
 */
record Capacity(String environment, double cpus, double memoryMiB, boolean gpus) {
    static final double UNKNOWN = Double.MAX_VALUE;

    private static final int MIB_OF_GIB = 1024;
    private static final int CPUS_OF_XLARGE = 4;

    /** Compute, general and memory instances since their fifth generation; c5n and its like have a little more memory. */
    private static final Pattern TYPE = Pattern.compile("([cmr])([5-9])([a-z]*)\\.([0-9]*)(medium|large|xlarge)");

    static Capacity of(ComputeEnvironmentDetail environment) {
        ComputeResource resources = environment.computeResources();
        double most = resources == null || resources.maxvCpus() == null ? UNKNOWN : resources.maxvCpus();
        List<Optional<Capacity>> types = resources == null
                ? List.of()
                : resources.instanceTypes().stream().map(Capacity::ofType).toList();
        boolean known = !types.isEmpty() && types.stream().allMatch(Optional::isPresent);
        double cpus = known ? most(types, true) : UNKNOWN;
        double memory = known ? most(types, false) : UNKNOWN;
        return new Capacity(environment.computeEnvironmentName(), Math.min(most, cpus), memory, !known);
    }

    private static double most(List<Optional<Capacity>> types, boolean cpus) {
        return types.stream()
                .flatMap(Optional::stream)
                .mapToDouble(type -> cpus ? type.cpus : type.memoryMiB)
                .max()
                .orElse(UNKNOWN);
    }

    /** Empty for a whole family, and for one whose name does not tell. */
    static Optional<Capacity> ofType(String name) {
        Matcher type = TYPE.matcher(name.toLowerCase(Locale.ROOT));
        if (!type.matches()) {
            return Optional.empty();
        }
        double cpus = cpus(type.group(4), type.group(5));
        return Optional.of(new Capacity(name, cpus, cpus * gibOfCpu(type.group(1), type.group(3)) * MIB_OF_GIB, false));
    }

    private static double cpus(String times, String size) {
        return switch (size) {
            case "medium" -> 1;
            case "large" -> 2;
            default -> times.isEmpty() ? CPUS_OF_XLARGE : CPUS_OF_XLARGE * Double.parseDouble(times);
        };
    }

    private static double gibOfCpu(String family, String more) {
        return switch (family) {
            case "c" -> more.contains("n") ? 2.625 : 2;
            case "m" -> 4;
            default -> 8;
        };
    }

    boolean holds(double wantedCpus, long wantedMiB, int wantedGpus) {
        return wantedCpus <= cpus && wantedMiB <= memoryMiB && (wantedGpus == 0 || gpus);
    }
}
