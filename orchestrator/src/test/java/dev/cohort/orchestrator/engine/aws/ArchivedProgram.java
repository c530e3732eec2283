package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.cli.Main;
import dev.cohort.store.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The worker and Cohort itself as processes that start in a third of the time: out of archives of classes, as images start them. They are
 * made when they are first wanted, by a start that comes to a fault.
 */
public final class ArchivedProgram {
    /** The file of a job that is not there. */
    private static final String NOTHING =
            "s3://" + S3Server.BUCKET + "/.cohort/runs/20260131-120000-k3x9/jobs/none.json";

    /** What answers there is no AWS Batch, and so there is no queue, once all is planned. */
    private static final String NO_BATCH = S3Server.running().endpoint().toString();

    private static final String[] REFUSED = {
        "run",
        "array-selftest",
        "--sample-list-file",
        "-",
        "--bucket",
        S3Server.BUCKET + "/nothing",
        "--queue",
        "none",
        "--no-image-check",
        "--image-prefix",
        "none"
    };

    private final String main;
    private final Path archive;

    /** What is made once, for both. */
    private static final class Packed {
        private static final Path FOLDER = folder();
        private static final String CLASS_PATH = classPath(FOLDER);
    }

    private static final class OfWorker {
        private static final ArchivedProgram MADE = made(dev.cohort.worker.Main.class, Map.of("COHORT_JOB", NOTHING));
    }

    private static final class OfCohort {
        private static final ArchivedProgram MADE =
                made(Main.class, Map.of("AWS_ENDPOINT_URL_BATCH", NO_BATCH), REFUSED);
    }

    private ArchivedProgram(String main, Path archive) {
        this.main = main;
        this.archive = archive;
    }

    public static List<String> worker() {
        return OfWorker.MADE.command();
    }

    public static List<String> cohort() {
        return OfCohort.MADE.command();
    }

    private List<String> command() {
        return java("-XX:SharedArchiveFile=" + archive, main);
    }

    private static List<String> java(String archiving, String main) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                archiving,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-cp",
                Packed.CLASS_PATH,
                main));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("cohort-archives");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
            Files.delete(folder);
        } catch (IOException stays) {
            System.err.println("Cannot clear away " + folder + ": " + stays.getMessage());
        }
    }

    private static String classPath(Path folder) {
        try {
            return PackedClasses.into(folder, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Java that can make no archive starts without one, as it does where it finds none. */
    private static ArchivedProgram made(Class<?> main, Map<String, String> environment, String... arguments) {
        Path archive = Packed.FOLDER.resolve(main.getName() + ".jsa");
        List<String> command = java("-XX:ArchiveClassesAtExit=" + archive, main.getName());
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(S3Server.running().environment());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().write("a\nb\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            process.getInputStream().readAllBytes();
            return new ArchivedProgram(main.getName(), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
