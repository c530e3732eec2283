package dev.cohort.orchestrator.plan;

import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.RunId;
import java.util.Optional;
import java.util.OptionalLong;

/** What the store already has, as a value: outcomes by their keys, and the files that come from outside. */
public interface Holdings {
    /** Stands for the task of a cohort step, where a lane's number stands otherwise. */
    int COHORT = -1;

    /** What the task left behind, as its outcome's key tells; of several, the one whose files are still there. */
    Optional<Held> held(String step, int lane);

    /**
     * The identity of a file from outside, by its path or URL; empty when it is not there.
     *
     * @param paid whether this account pays for looking at it, as its bucket asks for that
     */
    Optional<String> external(String location, boolean paid);

    /** A hint at the file from outside that was most likely meant by one that is not there; as {@code did you mean `x`?} */
    default Optional<String> near(String location) {
        return Optional.empty();
    }

    /** How large a file from outside is, where an earlier look at it or at its folder has told that; nothing is asked for it. */
    default OptionalLong size(String location, boolean paid) {
        return OptionalLong.empty();
    }

    /** What lies in the store of an output that the task left well; nothing where that was not looked for. */
    default Amount left(String step, int lane, String output) {
        return Amount.NOTHING;
    }

    /**
     * Whether what the task left, and left well, was made by this run. Asked only of forced steps of a run that is carried on,
     * as it takes a look into the outcome itself.
     */
    default boolean isMadeBy(RunId run, String step, int lane) {
        return false;
    }

    /** An outcome, and whether the files that it lists are still those in the store. */
    record Held(OutcomeKey key, boolean filesThere) {}

    /** So many files, and what they come to. */
    record Amount(long files, long bytes) {
        public static final Amount NOTHING = new Amount(0, 0);

        Amount plus(Amount more) {
            return new Amount(files + more.files, bytes + more.bytes);
        }
    }

    /** An empty store. */
    static Holdings none() {
        return new Holdings() {
            @Override
            public Optional<Held> held(String step, int lane) {
                return Optional.empty();
            }

            @Override
            public Optional<String> external(String location, boolean paid) {
                return Optional.empty();
            }
        };
    }
}
