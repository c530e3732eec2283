package dev.cohort.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Attempts that do nothing until the test says how they end. */
public final class FakeExecutor implements TaskExecutor {
    public final Map<String, Consumer<Ended>> ends = new LinkedHashMap<>();
    public final List<String> stops = new ArrayList<>();

    @Override
    public Running start(ChildRun run, Consumer<Ended> onEnd) {
        ends.put(run.id(), onEnd);
        return reason -> stops.add(run.id() + " " + reason);
    }

    public void end(String id, int exitCode) {
        ends.get(id).accept(Ended.exited(exitCode));
    }
}
