package dev.cohort.worker;

import java.util.List;
import java.util.Map;

/**
 * A body as a process: its program, what it finds in its environment, and how messages call it.
 *
 * @param program looked up on PATH before anything starts; empty where that is known to be there
 */
record Launch(List<String> argv, Map<String, String> environment, String program, String shown) {
    Launch {
        argv = List.copyOf(argv);
    }
}
