package dev.cohort.store;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What can be known of a file without reading it. The etag is its identity: S3's ETag, or size and modification time on a disk.
 *
 * <p>On a disk it sees every change that went through a store (which stamps each file that it takes in with the time of that, to the
 * nanosecond) and every ordinary write from outside. It cannot see an overwrite from outside that keeps the size and sets the old
 * time again, or that falls into the same tick of the kernel's clock (up to 4 ms). The inode is left out on purpose: a store that
 * was moved with {@code cp -a} or {@code rsync -a} is still current.
 */
public record Stat(long size, Instant modified, String etag) {

    static Stat of(BasicFileAttributes file) {
        return ofDisk(file.size(), nanos(file));
    }

    static Stat ofDisk(long size, long modifiedNanos) {
        Instant modified = Instant.ofEpochSecond(0, modifiedNanos);
        return new Stat(size, modified, size + "-" + modifiedNanos);
    }

    static long nanos(BasicFileAttributes file) {
        return file.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
