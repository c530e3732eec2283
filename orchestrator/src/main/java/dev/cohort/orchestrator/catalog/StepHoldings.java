package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.ListedFile;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.orchestrator.plan.Holdings;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one step left, lane by lane, in a few bytes each. */
final class StepHoldings {
    private static final byte NOTHING = 0;
    private static final byte FAILED = 1;
    private static final byte OK_FILES_GONE = 2;
    private static final byte OK = 3;

    private final byte[] found;
    private final long[] def;
    private final long[] in;
    private final long[] content;

    private final LeftFiles left;

    StepHoldings(int lanes, LeftFiles left) {
        this.left = left;
        this.found = new byte[lanes];
        this.def = new long[lanes];
        this.in = new long[lanes];
        this.content = new long[lanes];
    }

    /**
     * Of several outcomes the best counts: one whose files are there, then one whose files are gone, then a failure.
     *
     * @param files the files of the outcome; null where they are not all there
     */
    void add(int lane, OutcomeKey key, @Nullable List<ListedFile> files) {
        byte kind = key.status() == OutcomeKey.Status.FAILED ? FAILED : files != null ? OK : OK_FILES_GONE;
        if (kind > found[lane]) {
            left.set(lane, files == null ? List.of() : files);
            found[lane] = kind;
            def[lane] = Long.parseUnsignedLong(key.def(), 16);
            in[lane] = Long.parseUnsignedLong(key.in(), 16);
            content[lane] = Long.parseUnsignedLong(key.content(), 16);
        }
    }

    Optional<Holdings.Held> at(int lane) {
        if (found[lane] == NOTHING) {
            return Optional.empty();
        }
        OutcomeKey.Status status = found[lane] == FAILED ? OutcomeKey.Status.FAILED : OutcomeKey.Status.OK;
        OutcomeKey key = new OutcomeKey(status, hex(def[lane]), hex(in[lane]), hex(content[lane]), OutcomeKey.NONE);
        return Optional.of(new Holdings.Held(key, found[lane] == OK));
    }

    /** What there is of an output that other steps read. */
    Holdings.Amount left(int lane, String output) {
        return left.of(lane, output);
    }

    private static String hex(long digits) {
        return HexFormat.of().toHexDigits(digits);
    }
}
