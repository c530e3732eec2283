package dev.cohort.worker.container;

import dev.cohort.worker.container.EngineCommand.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds and ends the containers of a run by their labels, whoever started them and whether they still live. */
public final class RunContainers {
    private static final String FORMAT = "{{.ID}}\t{{.Label \"" + ContainerLabels.STEP + "\"}}\t{{.Label \""
            + ContainerLabels.SAMPLE + "\"}}\t{{.Label \"" + ContainerLabels.ATTEMPT + "\"}}";

    private final EngineKind kind;
    private final EngineCommand command;

    public RunContainers(EngineKind kind) {
        this.kind = kind;
        this.command = new EngineCommand(kind);
    }

    /** All that are there, also those that have ended; none where there is no such engine, or it does not answer. */
    public List<Container> of(String run) {
        try {
            Said said = command.run(
                    "ps",
                    "--all",
                    "--no-trunc",
                    "--filter",
                    "label=" + ContainerLabels.RUN + "=" + run,
                    "--format",
                    FORMAT);
            return said.isDone()
                    ? said.out().lines().map(line -> container(run, line)).toList()
                    : List.of();
        } catch (EngineFailure notInstalled) {
            return List.of();
        }
    }

    private Container container(String run, String line) {
        String[] fields = line.split("\t", -1);
        String sample = fields[2].isEmpty() ? null : fields[2];
        return new Container(kind, fields[0], new ContainerLabels(run, fields[1], sample, Integer.parseInt(fields[3])));
    }

    /** TERM to all of a run at once, KILL after the grace, and away with them; how many there were. */
    public int end(String run, Duration grace) {
        List<String> ids = of(run).stream().map(Container::id).toList();
        if (!ids.isEmpty()) {
            each(List.of("stop", "-t", Long.toString(grace.toSeconds())), ids);
            each(kind.removal(), ids);
        }
        return ids.size();
    }

    /** One that is gone meanwhile is no failure. */
    private void each(List<String> verb, List<String> ids) {
        List<Process> calls = new ArrayList<>();
        for (String id : ids) {
            calls.add(command.begin(verb, id));
        }
        calls.forEach(EngineCommand::waitFor);
    }
}
