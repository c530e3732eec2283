package dev.cohort.orchestrator.engine.local;

import dev.cohort.contract.RunId;
import dev.cohort.store.Store;
import dev.cohort.worker.Leftovers;
import dev.cohort.worker.container.EngineKind;
import dev.cohort.worker.container.RunContainers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One way in which what a run started can outlive the process that started it; each way in which bodies run has its own. */
public interface LeftBehind {

    /** Ends it, and clears it away; returns what could not be, a sentence each. */
    List<String> end(RunId run) throws InterruptedException;

    /** Of whatever way, on this machine. */
    static LeftBehind on(Store store) {
        List<LeftBehind> ways = List.of(new InContainers(), new Processes(store));
        return run -> {
            List<String> left = new ArrayList<>();
            for (LeftBehind way : ways) {
                left.addAll(way.end(run));
            }
            return left;
        };
    }

    /** Bodies in containers of whatever engine this machine has; they go by the label of their run. */
    record InContainers() implements LeftBehind {
        private static final Duration GRACE = Duration.ofSeconds(10);

        @Override
        public List<String> end(RunId run) {
            List<String> left = new ArrayList<>();
            for (EngineKind engine : EngineKind.values()) {
                RunContainers containers = new RunContainers(engine);
                int unused = containers.end(run.text(), GRACE);
                containers
                        .of(run.text())
                        .forEach(container -> left.add("the container " + container.id() + " of " + engine.command()
                                + ", which a task of the run " + run
                                + " left behind, can't be ended: end it yourself"));
            }
            return left;
        }
    }

    /** Bodies that are processes of this machine. */
    record Processes(Store store) implements LeftBehind {
        private static final Duration GRACE = Duration.ofSeconds(10);

        @Override
        public List<String> end(RunId run) throws InterruptedException {
            Leftovers leftovers = new Leftovers(store.scratch(), run);
            List<String> left = new ArrayList<>();
            leftovers
                    .end(GRACE)
                    .forEach(pid -> left.add("the process " + pid + ", which a task of the run " + run
                            + " left behind, can't be ended: end it yourself, or ask who may"));
            if (left.isEmpty()) {
                clear(leftovers, left);
            }
            return left;
        }

        /** What still runs would miss its directory. */
        private void clear(Leftovers leftovers, List<String> left) {
            try {
                leftovers.clear();
            } catch (IOException e) {
                left.add("what its tasks left in " + store.scratch() + " can't be removed: " + e.getMessage());
            }
        }
    }
}
