package dev.cohort.worker;

import dev.cohort.contract.Phases;
import dev.cohort.contract.Phases.Phase;
import java.util.concurrent.TimeUnit;

/** How long the parts of an attempt took, and how many bytes they moved. */
final class Stopwatch {
    private final long[] nanos = new long[Part.values().length];
    private final long[] bytes = new long[Part.values().length];
    private Part part = Part.NONE;
    private long since = System.nanoTime();

    /** What an attempt is busy with. */
    enum Part {
        NONE,
        FETCH,
        STAGE_IN,
        BODY,
        STAGE_OUT
    }

    /** Ends the part before. */
    void enter(Part next) {
        long now = System.nanoTime();
        nanos[part.ordinal()] += now - since;
        since = now;
        part = next;
    }

    /** Bytes that the present part moved. */
    void moved(long more) {
        bytes[part.ordinal()] += more;
    }

    Phases phases() {
        enter(part);
        return new Phases(phase(Part.FETCH), phase(Part.STAGE_IN), phase(Part.BODY), phase(Part.STAGE_OUT));
    }

    private Phase phase(Part of) {
        return new Phase(TimeUnit.NANOSECONDS.toMillis(nanos[of.ordinal()]), bytes[of.ordinal()]);
    }
}
