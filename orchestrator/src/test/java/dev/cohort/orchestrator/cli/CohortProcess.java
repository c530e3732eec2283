package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.ArchivedProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Cohort as a process of its own, which hears real signals; what it prints goes into a file, so that it never waits for us. */
final class CohortProcess {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Who was started in the background by a shell ignores signals from the terminal, and so would all its children. */
    private static final List<String> HEARING = List.of("env", "--default-signal=INT,HUP,TERM");

    private final Process process;
    private final Path output;

    private CohortProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CohortProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /** With these in its environment, too. */
    static CohortProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(directory, environment, ArchivedProgram.cohort(), arguments);
    }

    /** As it was packed there. */
    static CohortProcess start(
            Path directory, Map<String, String> environment, PackedCohort packed, String... arguments)
            throws IOException {
        return start(directory, environment, java(packed.classPath()), arguments);
    }

    private static CohortProcess start(
            Path directory, Map<String, String> environment, List<String> program, String[] arguments)
            throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = builder(directory, List.of(), program, arguments);
        builder.environment().putAll(environment);
        return new CohortProcess(builder.redirectOutput(output.toFile()).start(), output);
    }

    /** With a command before it, which starts it in another way. */
    static ProcessBuilder builder(Path directory, List<String> before, String classPath, String... arguments) {
        return builder(directory, before, java(classPath), arguments);
    }

    private static ProcessBuilder builder(
            Path directory, List<String> before, List<String> program, String[] arguments) {
        List<String> command = new ArrayList<>(HEARING);
        command.addAll(before);
        command.addAll(program);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    }

    private static List<String> java(String classPath) {
        return List.of(System.getProperty("java.home") + "/bin/java", "-cp", classPath, Main.class.getName());
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** All that a process said which writes to us, once it has ended. */
    static TypedCommand ended(Process process) throws IOException, InterruptedException {
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new TypedCommand(shown, process.exitValue());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(name, process.pid());
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /** As a power cut would end it: it can't do anything any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit code. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends; so far it has shown: %s", shown())
                .isTrue();
        return process.exitValue();
    }

    String shown() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    void awaitShown(String text) {
        await(() -> shown().contains(text), "it shows `" + text + "`");
    }

    /** Asks the more rarely the longer an answer takes, to leave the time to what it waits for. */
    static void await(BooleanSupplier condition, String what) {
        long asked = System.nanoTime();
        long end = asked + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            assertThat(now).as("waited too long until %s", what).isLessThan(end);
            LockSupport.parkNanos(Math.max(Duration.ofMillis(20).toNanos(), 3 * (now - asked)));
            asked = System.nanoTime();
        }
    }
}
