package dev.cohort.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ok outcomes that this process wrote last. A lane goes on to its next step at once, which would list and read again what
 * has just been written; staging still asks whether the files are those of the outcome.
 */
final class LatestOutcomes {
    static final int MOST = 256;

    /** An outcome that lists more files than this is read again, so that what is held stays small. */
    static final int MOST_FILES = 64;

    private final Map<String, Producers.Made> byTask = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Producers.Made> eldest) {
            return size() > MOST;
        }
    };

    /** Tasks go by the folder of their outcomes. */
    synchronized void add(String taskFolder, Producers.Made made) {
        byTask.remove(taskFolder);
        if (made.outcome().outputs().size() <= MOST_FILES) {
            byTask.put(taskFolder, made);
        }
    }

    /** A task whose results are about to change has no ok outcome until the next. */
    synchronized void remove(String taskFolder) {
        byTask.remove(taskFolder);
    }

    synchronized Optional<Producers.Made> of(String taskFolder) {
        Producers.@Nullable Made made = byTask.get(taskFolder);
        return Optional.ofNullable(made);
    }
}
