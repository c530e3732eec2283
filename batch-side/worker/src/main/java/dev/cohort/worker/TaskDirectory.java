package dev.cohort.worker;

import dev.cohort.contract.Digest;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * One attempt's own directory: {@code in} for inputs, {@code work} where the body starts, {@code tmp} for its temporary
 * files. Its name is short, as sockets in {@code tmp} may have no more than 107 bytes of path.
 */
final class TaskDirectory {
    /** What a body prints before its secrets are taken out of it, and what it works with, is nobody else's affair. */
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final AtomicLong COUNT = new AtomicLong();
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid(), 36);
    private static final int MARK = 5;
    private static final long MARKS = 36L * 36 * 36 * 36 * 36;
    private static final int SHOWN = 24;

    /** Of its name: the step, without dots, whose it is, and a number. */
    private static final int PARTS = 3;

    /** What a body that locks its own directory takes away. */
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final Path work;
    private final Path in;

    private TaskDirectory(Path root) {
        this.root = root;
        this.work = root.resolve("work");
        this.in = root.resolve("in");
    }

    static TaskDirectory create(Path scratch, Assignment task) throws IOException {
        return furnished(fresh(scratch, name(task)));
    }

    /** One that a person asked for, in a directory that is empty. */
    static TaskDirectory furnished(Path root) throws IOException {
        TaskDirectory made = new TaskDirectory(root);
        Files.createDirectory(made.work);
        Files.createDirectory(made.in);
        Files.createDirectory(made.tmp());
        return made;
    }

    private static String name(Assignment task) {
        return ofStep(task.job().step()) + "." + PROCESS + "." + mark(task.job().run());
    }

    /** A run in five characters, by which is found what it left, whichever process worked on it. */
    static String mark(String run) {
        long hash =
                Long.parseUnsignedLong(Digest.short16(new Digest().field(run).hex()), 16);
        String digits = "0".repeat(MARK) + Long.toString(Long.remainderUnsigned(hash, MARKS), 36);
        return digits.substring(digits.length() - MARK);
    }

    /** What the directories of a run's attempts are called; those that were kept have longer names. */
    static Pattern names(String run) {
        return Pattern.compile("[^.]+\\.[0-9a-z]+\\." + mark(run) + "[0-9a-z]+");
    }

    /** Whether a path is that of a directory in which tasks of a step work; one that was kept has a longer name. */
    static boolean isOfStep(Path directory, String step) {
        String[] name = String.valueOf(directory.getFileName()).split("\\.", -1);
        return name.length == PARTS && name[0].equals(ofStep(step));
    }

    /** Says whose it is from now on. */
    void own(Assignment task) throws IOException {
        TaskOwner.of(task).write(root);
    }

    /** A step of a used file has dots in its name, by which the parts of ours are told. */
    private static String ofStep(String step) {
        return cut(step).replace('.', '_');
    }

    private static String cut(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN);
    }

    /** Making the directory is what claims its name, whoever else works here. */
    private static Path fresh(Path scratch, String name) throws IOException {
        while (true) {
            Path path = scratch.resolve(name + Long.toString(COUNT.incrementAndGet(), 36));
            try {
                return Files.createDirectory(path, PRIVATE);
            } catch (NoSuchFileException e) {
                Files.createDirectories(scratch);
            } catch (FileAlreadyExistsException e) {
                // An earlier owner of this run has left it.
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
        return log(root);
    }

    /** What a body put in the place of its log would be read, and stored, with our rights and not with those of its container. */
    void removeForeignLog() throws IOException {
        if (!Files.isRegularFile(log(), LinkOption.NOFOLLOW_LINKS)) {
            remove(log());
        }
    }

    static Path log(Path root) {
        return root.resolve("log");
    }

    /** Where it lies from now on, for somebody to look into: under the names of step and sample. */
    Path keep(Assignment task) throws IOException {
        String sample = task.sample();
        String name =
                ofStep(task.job().step()) + (sample == null ? "" : "." + cut(sample)) + "." + task.attempt() + ".";
        return Files.move(root, root.resolveSibling(name + root.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes out all that an attempt left; false where a body made something else of the directory itself. */
    boolean isEmptied() throws IOException {
        if (!isPlain(root) || !isPlain(work) || !isPlain(in) || !isPlain(tmp())) {
            return false;
        }
        for (Path child : children(root)) {
            if (child.equals(in)) {
                emptyInputs();
            } else if (child.equals(work) || child.equals(tmp())) {
                removeAll(child);
            } else {
                remove(child);
            }
        }
        return true;
    }

    /** The next task of the step has inputs of the same names. */
    private void emptyInputs() throws IOException {
        for (Path input : children(in)) {
            if (isPlain(input)) {
                removeAll(input);
            } else {
                remove(input);
            }
        }
    }

    /** A directory and no link, with the rights that we gave it. */
    private static boolean isPlain(Path path) throws IOException {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isDirectory() && found.permissions().containsAll(OURS);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void remove() throws IOException {
        remove(root);
    }

    /** Links are removed, never followed: what they lead to is not ours. */
    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            unlock(path);
            removeAll(path);
        }
        Files.deleteIfExists(path);
    }

    /** A body may have locked its own directory; only its owner can open it again. */
    private static void unlock(Path directory) throws IOException {
        if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
            Files.setPosixFilePermissions(directory, OURS);
        }
    }

    private static void removeAll(Path directory) throws IOException {
        for (Path child : children(directory)) {
            remove(child);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return children;
    }
}
