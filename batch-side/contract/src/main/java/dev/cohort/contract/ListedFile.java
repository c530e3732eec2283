package dev.cohort.contract;

import java.util.Comparator;

/** A file as a listing shows it; its version is the ETag in an object store, and the time of change in a directory. */
public record ListedFile(String path, long size, String version) {
    static final Comparator<ListedFile> ORDER = Comparator.comparing(ListedFile::path)
            .thenComparingLong(ListedFile::size)
            .thenComparing(ListedFile::version);
}
