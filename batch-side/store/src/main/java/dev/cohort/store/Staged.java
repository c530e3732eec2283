package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** An input where its step will read it: where it came from, what it was, and whether it still is. */
public final class Staged {
    private final Location origin;
    private final Path path;
    private final Stat stat;
    private final Stat onDisk;
    private final Object inode;

    private Staged(Location origin, Path path, Stat stat, BasicFileAttributes onDisk) {
        this.origin = origin;
        this.path = path;
        this.stat = stat;
        this.onDisk = Stat.of(onDisk);
        this.inode = inodeOf(onDisk);
    }

    /** Notes how the file at the path looks now. */
    public static Staged at(Path path, Location origin, Stat stat) throws IOException {
        return new Staged(origin, path, stat, Files.readAttributes(path, BasicFileAttributes.class));
    }

    public Location origin() {
        return origin;
    }

    public Path path() {
        return path;
    }

    /** What the origin was when it was staged. */
    public Stat stat() {
        return stat;
    }

    Stat onDisk() {
        return onDisk;
    }

    /** CHANGED unless the step only read it: neither written nor replaced nor removed, through the link or at its origin. */
    public void requireUnchanged() {
        if (!isUnchanged())
            throw new StoreFailure(
                    Kind.CHANGED,
                    "The input " + path + " (" + origin + ") was changed while its task ran",
                    "Inputs are for reading only: let the step write elsewhere, or ask for a copy of this one (stage: copy).",
                    null);
    }

    private boolean isUnchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return Stat.of(now).etag().equals(onDisk.etag()) && inodeOf(now).equals(inode);
        } catch (IOException e) {
            return false;
        }
    }

    private static Object inodeOf(BasicFileAttributes file) {
        return Objects.requireNonNullElse(file.fileKey(), "");
    }
}
