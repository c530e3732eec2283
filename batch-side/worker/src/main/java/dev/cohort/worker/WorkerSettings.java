package dev.cohort.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a worker behaves where it works.
 *
 * @param keepScratch which task directories stay after their task
 * @param tee whether what a body prints is also printed by this process
 * @param enforceTimeout whether the limit of time is the worker's to enforce; AWS Batch does it itself
 * @param grace how long a body may take to end after TERM before it gets KILL
 * @param environment what every body finds in its environment, beside what its step gives it
 * @param java the program that runs {@code java} bodies
 * @param secrets where the values of secrets are found, which a step has to ask for by name
 */
public record WorkerSettings(
        KeepScratch keepScratch,
        boolean tee,
        boolean enforceTimeout,
        Duration grace,
        Map<String, String> environment,
        Path java,
        Secrets secrets) {
    public WorkerSettings {
        Objects.requireNonNull(keepScratch, "keepScratch");
        Objects.requireNonNull(secrets, "secrets");
        environment = Map.copyOf(environment);
    }

    /** Which task directories stay after their task. */
    public enum KeepScratch {
        NEVER,
        FAILED,
        ALWAYS
    }

    /** On a user's own machine: a clean environment, limits of time enforced. */
    public static WorkerSettings local() {
        return new WorkerSettings(
                KeepScratch.NEVER,
                false,
                true,
                Duration.ofSeconds(10),
                cleaned(System.getenv()),
                currentJava(),
                Secrets.ofThisProcess());
    }

    /** In a container of AWS Batch, whose environment is the body's too; KILL comes 30 s after TERM, from outside. */
    public static WorkerSettings container() {
        return new WorkerSettings(
                KeepScratch.NEVER,
                true,
                false,
                Duration.ofSeconds(20),
                System.getenv(),
                currentJava(),
                Secrets.ofThisProcess());
    }

    public WorkerSettings keepScratch(KeepScratch keep) {
        return new WorkerSettings(keep, tee, enforceTimeout, grace, environment, java, secrets);
    }

    public WorkerSettings tee(boolean print) {
        return new WorkerSettings(keepScratch, print, enforceTimeout, grace, environment, java, secrets);
    }

    public WorkerSettings enforceTimeout(boolean enforce) {
        return new WorkerSettings(keepScratch, tee, enforce, grace, environment, java, secrets);
    }

    public WorkerSettings grace(Duration afterTerm) {
        return new WorkerSettings(keepScratch, tee, enforceTimeout, afterTerm, environment, java, secrets);
    }

    public WorkerSettings environment(Map<String, String> variables) {
        return new WorkerSettings(keepScratch, tee, enforceTimeout, grace, variables, java, secrets);
    }

    public WorkerSettings secrets(Secrets values) {
        return new WorkerSettings(keepScratch, tee, enforceTimeout, grace, environment, java, values);
    }

    /** What a tool may need of its user's environment; the rest would make results depend on who ran the pipeline. */
    static Map<String, String> cleaned(Map<String, String> all) {
        Map<String, String> clean = new TreeMap<>();
        all.forEach((name, value) -> {
            if (isClean(name)) {
                clean.put(name, value);
            }
        });
        return clean;
    }

    private static boolean isClean(String name) {
        return switch (name) {
            case "PATH", "HOME", "USER", "LANG", "TZ", "JAVA_HOME" -> true;
            default -> name.startsWith("LC_");
        };
    }

    private static Path currentJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
