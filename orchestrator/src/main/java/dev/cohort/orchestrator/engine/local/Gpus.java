package dev.cohort.orchestrator.engine.local;

import java.util.ArrayList;
import java.util.List;

/** The GPUs that this machine lends, of which no two tasks get the same; that there are enough is the scheduler's care. */
final class Gpus {
    private final List<String> free;
    private final boolean any;

    Gpus(List<String> devices) {
        this.free = new ArrayList<>(devices);
        this.any = !devices.isEmpty();
    }

    /** Whether tasks have to be told which of them are theirs. */
    boolean areLent() {
        return any;
    }

    synchronized List<String> take(int count) {
        if (free.size() < count) {
            throw new IllegalStateException(count + " GPUs were given to a task, and " + free.size() + " are free");
        }
        List<String> taken = List.copyOf(free.subList(0, count));
        free.subList(0, count).clear();
        return taken;
    }

    synchronized void giveBack(List<String> devices) {
        free.addAll(devices);
    }
}
