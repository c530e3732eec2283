package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Finds what a body left, and refuses what is not as its step's patterns say. */
final class OutputFinder {
    private final Path work;

    OutputFinder(Path work) {
        this.work = work;
    }

    List<MadeFile> find(WantedOutput output) throws IOException {
        try {
            return switch (output.kind()) {
                case FILE -> file(output);
                case DIRECTORY -> directory(output);
                case GLOB -> glob(output);
            };
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private List<MadeFile> file(WantedOutput output) throws IOException {
        if (isPlainFile(output.at())) {
            return List.of(new MadeFile(output.name(), output.path(), output.at(), null, false));
        }
        if (!Files.exists(output.at(), LinkOption.NOFOLLOW_LINKS)) {
            return none(output, "was not written");
        }
        boolean linked = requireInside(output, output.at());
        if (Files.isDirectory(output.at())) {
            throw missing(output, "is a directory, not a file; write `" + output.path() + "/` if that is meant");
        }
        requireFile(output, output.at());
        return List.of(new MadeFile(output.name(), output.path(), output.at(), null, linked));
    }

    /** As nearly all outputs are: right in {@code work}, so that no link lies on the way, and none itself. One look tells. */
    private boolean isPlainFile(Path file) {
        return work.equals(file.getParent()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private List<MadeFile> directory(WantedOutput output) throws IOException {
        if (!Files.exists(output.at(), LinkOption.NOFOLLOW_LINKS)) {
            return none(output, "was not made");
        }
        requireInside(output, output.at());
        if (!Files.isDirectory(output.at(), LinkOption.NOFOLLOW_LINKS)) {
            throw missing(output, "is not a directory");
        }
        List<MadeFile> files = all(output, output.at());
        return files.isEmpty() ? none(output, "is empty") : files;
    }

    private List<MadeFile> all(WantedOutput output, Path directory) throws IOException {
        List<MadeFile> made = new ArrayList<>();
        for (Path file : walk(directory)) {
            made.add(made(output, file));
        }
        return made;
    }

    private List<MadeFile> glob(WantedOutput output) throws IOException {
        PathMatcher matcher = matcher(output);
        boolean hiddenToo = output.path().startsWith(".") || output.path().contains("/.");
        Path base = work.resolve(output.base());
        List<MadeFile> made = new ArrayList<>();
        for (Path file : Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS) ? walk(base) : List.<Path>of()) {
            Path relative = work.relativize(file);
            if (matcher.matches(relative) && (hiddenToo || !isHidden(relative))) {
                made.add(made(output, file));
            }
        }
        return made.isEmpty() ? none(output, "matches no file") : made;
    }

    /** As in a shell, where {@code *} leaves out names that begin with a dot. */
    private static boolean isHidden(Path relative) {
        for (Path segment : relative) {
            if (segment.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static PathMatcher matcher(WantedOutput output) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + output.path());
        } catch (PatternSyntaxException e) {
            throw new TaskFailure(
                    FailureKind.STAGE_OUT,
                    output.shown() + " is no pattern that can be read: " + e.getDescription()
                            + ". Correct it in the pipeline.");
        }
    }

    /** All that is not a directory, sorted; links to directories are not followed. */
    private static List<Path> walk(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private MadeFile made(WantedOutput output, Path file) throws IOException {
        boolean linked = requireInside(output, file);
        requireFile(output, file);
        String path = work.relativize(file).toString();
        requireFaithful(output, file, path);
        return new MadeFile(output.name(), path, file, output.base(), linked);
    }

    /** Of names of other bytes than UTF-8 two may read alike, and one of the files would be lost. */
    private void requireFaithful(WantedOutput output, Path file, String path) {
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw misnamed(output, file, "has a control character in it. Let the step use other names.");
        }
        if (path.indexOf('\uFFFD') >= 0 && !isSpelled(file, path)) {
            throw misnamed(
                    output,
                    file,
                    "is no UTF-8, or can't be spelled in the locale that the worker runs in. Let the step use other names,"
                            + " or set LC_ALL=C.UTF-8.");
        }
    }

    private TaskFailure misnamed(WantedOutput output, Path file, String how) {
        return new TaskFailure(FailureKind.STAGE_OUT, output.shown() + " holds " + shown(file) + ", whose name " + how);
    }

    private boolean isSpelled(Path file, String path) {
        try {
            return work.resolve(path).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * A link may lead to another place in {@code work}, but not out of it: that would store somebody else's file. Whether one did
     * is returned.
     */
    private boolean requireInside(WantedOutput output, Path file) throws IOException {
        Path real;
        try {
            real = file.toRealPath();
        } catch (java.nio.file.NoSuchFileException e) {
            throw missing(output, "has a link that leads nowhere: " + shown(file));
        }
        Path realWork = work.toRealPath();
        if (!real.startsWith(realWork)) {
            throw new TaskFailure(
                    FailureKind.STAGE_OUT,
                    output.shown() + " leads out of the task's directory: " + shown(file) + " is a link, or lies below"
                            + " one, to " + Words.harmless(real.toString())
                            + ". Let the step copy what it wants to keep.");
        }
        return !real.equals(realWork.resolve(work.relativize(file)));
    }

    private void requireFile(WantedOutput output, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TaskFailure(
                    FailureKind.STAGE_OUT,
                    output.shown() + " holds " + shown(file)
                            + ", which is no plain file and cannot be stored. Let the step write plain files.");
        }
    }

    private String shown(Path file) {
        return Words.quoted(work.relativize(file).toString());
    }

    private List<MadeFile> none(WantedOutput output, String what) throws IOException {
        if (output.optional()) {
            return List.of();
        }
        throw missing(output, what);
    }

    private TaskFailure missing(WantedOutput output, String what) throws IOException {
        return new TaskFailure(
                FailureKind.OUTPUT_MISSING,
                output.shown() + " " + what + ". " + new WhatIsThere(work).insteadOf(output.path()));
    }
}
