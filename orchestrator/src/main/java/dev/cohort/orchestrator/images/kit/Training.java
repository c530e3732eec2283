package dev.cohort.orchestrator.images.kit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Finds out which classes a task needs, by letting the worker do one as it does thousands on AWS: a child of an array, with
 * credentials of its container, a store behind encryption, one small input and one small output.
 */
final class Training {
    private final List<String> java;
    private final List<Path> jars;

    /** @param java the Java of the image, as it is called on this machine */
    Training(List<String> java, List<Path> jars) {
        this.java = List.copyOf(java);
        this.jars = List.copyOf(jars);
    }

    /** Their names, in the form that Java makes an archive of; {@code scratch} is where there is room for a moment. */
    List<String> classes(Path scratch) throws IOException {
        try (ScratchFolder folder = ScratchFolder.in(scratch)) {
            TrainingCertificate certificate = TrainingCertificate.make(folder.path());
            try (TrainingServer server = TrainingServer.start(certificate, TrainingTask.objects())) {
                work(folder.path(), certificate, server);
                return Files.readAllLines(folder.path().resolve("classes"));
            }
        }
    }

    private void work(Path folder, TrainingCertificate certificate, TrainingServer server) throws IOException {
        Path said = folder.resolve("said");
        ProcessBuilder worker = new ProcessBuilder(argv(folder, certificate))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(said.toFile());
        worker.environment().clear();
        worker.environment().put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin"));
        worker.environment().put("COHORT_SCRATCH", folder.resolve("scratch").toString());
        worker.environment().putAll(server.environment());
        worker.environment().putAll(TrainingTask.environment());
        if (ended(worker.start()) != 0 || !server.has(TrainingTask.OUTPUT)) {
            throw new IOException("the worker could not do the task by which its classes are found: "
                    + Files.readString(said).strip());
        }
    }

    private List<String> argv(Path folder, TrainingCertificate certificate) {
        List<String> argv = new ArrayList<>(java);
        argv.addAll(KitLayout.STARTING);
        argv.addAll(certificate.trusting());
        argv.addAll(List.of(
                "-XX:DumpLoadedClassList=" + folder.resolve("classes"),
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                KitLayout.WORKER));
        return argv;
    }

    private static int ended(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
