package dev.cohort.worker;

import dev.cohort.contract.Lane;
import dev.cohort.contract.Limits;
import dev.cohort.contract.Template;
import java.lang.management.ManagementFactory;

/** What the holes of a task's templates stand for. */
final class Values {
    private final Attempt attempt;

    Values(Attempt attempt) {
        this.attempt = attempt;
    }

    String render(Template template) {
        return template.render(this::value);
    }

    String value(String path) {
        int dot = path.indexOf('.');
        String root = dot < 0 ? path : path.substring(0, dot);
        String name = path.substring(dot + 1);
        return switch (root) {
            case "sample" -> dot < 0 ? lane(path).sample() : column(path, name);
            case "inputs" -> attempt.given(name).text();
            case "outputs" -> attempt.wanted(name).at().toString();
            case "store" -> attempt.job().store();
            case "run" -> attempt.job().run();
            case "resources" -> resource(name);
            default -> throw new IllegalArgumentException("`" + path + "` stands for nothing that a worker knows");
        };
    }

    private Lane lane(String path) {
        Lane lane = attempt.task().lane();
        if (lane == null) {
            throw new IllegalArgumentException("`" + path + "` stands for nothing in a step of the cohort");
        }
        return lane;
    }

    /** A column that a sheet does not have is empty, for planner and worker alike. */
    private String column(String path, String name) {
        return lane(path).columns().getOrDefault(name, "");
    }

    private String resource(String name) {
        Limits limits = attempt.job().limits();
        return switch (name) {
            case "cpus" -> Integer.toString(cpus(limits));
            case "gpus" -> Integer.toString(limits.gpus());
            default -> Long.toString(memoryMiB(limits));
        };
    }

    /** Tools take whole threads, and at least one. */
    static int cpus(Limits limits) {
        return Math.max(1, (int) limits.cpus());
    }

    /** Where a step is not bounded, it has the machine. */
    static long memoryMiB(Limits limits) {
        Long bound = limits.memoryMiB();
        return bound == null ? machineMiB() : bound;
    }

    private static long machineMiB() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize() >> 20
                : Runtime.getRuntime().maxMemory() >> 20;
    }
}
