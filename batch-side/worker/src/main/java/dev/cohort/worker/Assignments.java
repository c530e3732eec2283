package dev.cohort.worker;

import dev.cohort.contract.ByteRange;
import dev.cohort.contract.Encryption;
import dev.cohort.contract.Job;
import dev.cohort.contract.Json;
import dev.cohort.contract.Lane;
import dev.cohort.contract.LanesFile;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Opened;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what there is to do for one task of a run: the job, two offsets and one line, whatever the size of its array. */
public final class Assignments {
    private static final String RUNS = "/.cohort/runs/";
    private static final String LANES = ".jsonl";
    private static final String INDEX = ".idx";

    private final Store store;
    private final String root;

    private Assignments(Store store, String root) {
        this.store = store;
        this.root = root;
    }

    /** Those of a store that is open already. */
    public static Assignments in(Store store) {
        return new Assignments(store, store.location().toString());
    }

    /** Those of the store that a job's file lies in. */
    public static Assignments at(String jobUrl) {
        int runs = jobUrl.lastIndexOf(RUNS);
        if (runs < 0) {
            throw new IllegalArgumentException(
                    Words.quoted(jobUrl) + " is not the file of a job, which lies below <store>" + RUNS);
        }
        String root = jobUrl.substring(0, runs);
        return new Assignments(Store.open(Location.parse(root.isEmpty() ? "/" : root, Path.of(""))), root);
    }

    public Store store() {
        return store;
    }

    /** The same store, into which what the task leaves is written as its job says. */
    Store storeFor(Job job) {
        Encryption encryption = job.terms().encryption();
        return encryption == null
                ? store
                : Store.open(
                        store.location(),
                        S3Settings.DEFAULT.encrypted(new S3Settings.Encryption(encryption.method(), encryption.key())));
    }

    /** The task of a plain job ({@link Assignment#PLAIN}), or of one child of an array. */
    public Assignment read(String jobUrl, int attempt, @Nullable String jobId, int arrayIndex, int arraySize) {
        byte[] text = all(key(jobUrl));
        Job job = Job.fromJson(Json.parse(new String(text, StandardCharsets.UTF_8)));
        Lane lane = job.lanes() == null ? null : lane(job.lanes(), Math.max(0, arrayIndex));
        return new Assignment(job, lane, attempt, jobId, arrayIndex, arraySize);
    }

    private Lane lane(String lanes, int number) {
        if (!lanes.endsWith(LANES)) {
            throw new IllegalArgumentException(Words.quoted(lanes) + " is no file of lanes; one ends in " + LANES);
        }
        String index = lanes.substring(0, lanes.length() - LANES.length()) + INDEX;
        ByteRange line = LanesFile.lineRange(part(key(index), LanesFile.indexRange(number)));
        return LanesFile.lane(part(key(lanes), line));
    }

    private Key key(String url) {
        String below = url.startsWith(root + "/")
                ? url.substring(root.length() + 1)
                : url.substring(url.lastIndexOf(RUNS) + 1);
        return Key.of(below);
    }

    private byte[] all(Key key) {
        try (Opened file = store.get(key)) {
            return file.bytes();
        }
    }

    private byte[] part(Key key, ByteRange range) {
        try (Opened file =
                store.get(key, dev.cohort.store.ByteRange.of(range.offset(), range.length()), Expect.ANYTHING)) {
            return file.bytes();
        }
    }
}
