package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One attempt's own directory: {@code in} for inputs, {@code work} where the body starts, {@code tmp} for its temporary
 * files. Its name is short, as sockets in {@code tmp} may have no more than 107 bytes of path.
 */
final class TaskDirectory {
    private static final AtomicLong COUNT = new AtomicLong();
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid(), 36);
    private static final int SHOWN = 24;

    private final Path root;
    private final Path work;
    private final Path in;

    private TaskDirectory(Path root) {
        this.root = root;
        this.work = root.resolve("work");
        this.in = root.resolve("in");
    }

    static TaskDirectory create(Path scratch, Assignment task) throws IOException {
        TaskDirectory made = new TaskDirectory(fresh(scratch, name(task)));
        Files.createDirectory(made.work);
        Files.createDirectory(made.in);
        Files.createDirectory(made.tmp());
        return made;
    }

    private static String name(Assignment task) {
        String sample = task.sample();
        return cut(task.job().step()) + (sample == null ? "" : "." + cut(sample)) + "." + task.attempt() + "."
                + PROCESS;
    }

    private static String cut(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN);
    }

    /** Making the directory is what claims its name, whoever else works here. */
    private static Path fresh(Path scratch, String name) throws IOException {
        while (true) {
            Path path = scratch.resolve(name + Long.toString(COUNT.incrementAndGet(), 36));
            try {
                return Files.createDirectory(path);
            } catch (NoSuchFileException e) {
                Files.createDirectories(scratch);
            } catch (FileAlreadyExistsException e) {
                // Left by a process that had our number before us.
            }
        }
    }

    Path root() {
        return root;
    }

    /** Where the body starts. */
    Path work() {
        return work;
    }

    /** Where inputs lie. */
    Path in() {
        return in;
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    /** What the body prints. */
    Path log() {
        return root.resolve("log");
    }

    void remove() throws IOException {
        remove(root);
    }

    /** Links are removed, never followed: what they lead to is not ours. */
    private static void remove(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            empty(path);
            Files.deleteIfExists(path);
        }
    }

    private static void empty(Path directory) throws IOException {
        if (!Files.isWritable(directory)) {
            // A body may have locked its own directory; only its files' owner can open it again.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                remove(child);
            }
        }
    }
}
