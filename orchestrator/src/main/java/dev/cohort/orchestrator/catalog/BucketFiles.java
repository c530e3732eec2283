package dev.cohort.orchestrator.catalog;

import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Stat;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.Stored;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one bucket that a plan asks for, one after another: the first of a folder by themselves, the others by a listing of
 * it. Where each sample has a folder of its own, the folder above is listed.
 */
final class BucketFiles {
    /** So many looks into one folder cost about as much as its listing. */
    static final int FEW = 16;

    /** A hundred requests; a folder that holds more than this holds other things than the inputs of one cohort. */
    private static final int MOST_LISTED = 100_000;

    private final Store store;
    private final Map<String, Folder> folders = new HashMap<>();

    BucketFiles(Store store) {
        this.store = store;
    }

    Optional<Key> keyOf(Location file) {
        return store.keyOf(file);
    }

    /** What is there. */
    Optional<Stat> stat(Key key) {
        String name = above(key.text());
        Folder upper = folder(above(name));
        Folder folder = upper.files == null ? known(name, upper) : upper;
        Map<String, Stat> files = folder.files;
        return files == null ? store.head(key).map(Stored::stat) : Optional.ofNullable(files.get(key.text()));
    }

    /** What a listing that was made for others says of it, as this asks for nothing. */
    Optional<Stat> listed(Key key) {
        String name = above(key.text());
        return Stream.of(above(name), name)
                .flatMap(folder -> Optional.ofNullable(folders.get(folder)).stream())
                .flatMap(folder -> Optional.ofNullable(folder.files).stream())
                .flatMap(files -> Optional.ofNullable(files.get(key.text())).stream())
                .findFirst();
    }

    /** For {@code bam/s1/a.bam}: {@code bam/s1/}; for that: {@code bam/}. */
    private static String above(String path) {
        return path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
    }

    private Folder folder(String name) {
        return folders.computeIfAbsent(name, Folder::new);
    }

    /** A folder that is asked for the first time counts for the one above, unless that is the bucket itself. */
    private Folder known(String name, Folder upper) {
        Folder folder = folder(name);
        if (folder.asked == 0 && !upper.name.isEmpty()) {
            upper.ask();
        }
        if (upper.files != null) {
            return upper;
        }
        folder.ask();
        return folder;
    }

    /** What is known of one folder. */
    private final class Folder {
        private final String name;
        private int asked;
        private @Nullable Map<String, Stat> files;

        Folder(String name) {
            this.name = name;
        }

        void ask() {
            asked++;
            if (asked == FEW) {
                files = listed();
            }
        }

        /** Null where there is too much to be listed, or no right to; then each file is asked for. */
        private @Nullable Map<String, Stat> listed() {
            Map<String, Stat> found = new HashMap<>();
            try (Stream<Stored> listing = store.list(Prefix.of(name))) {
                for (Iterator<Stored> all = listing.iterator(); all.hasNext(); ) {
                    Stored file = all.next();
                    if (found.size() == MOST_LISTED) {
                        return null;
                    }
                    found.put(file.key().text(), file.stat());
                }
                return found;
            } catch (StoreFailure failure) {
                if (failure.kind() == StoreFailure.Kind.DENIED) {
                    return null;
                }
                throw failure;
            }
        }
    }
}
