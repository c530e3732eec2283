package dev.cohort.worker.container;

import dev.cohort.worker.container.EngineCommand.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds and ends the containers of a run by their labels, whoever started them and whether they still live. */
public final class RunContainers {
    private static final String FORMAT = "{{.Id}}\t" + label(ContainerLabels.STEP) + "\t"
            + label(ContainerLabels.SAMPLE) + "\t" + label(ContainerLabels.ATTEMPT);

    private final EngineKind kind;
    private final EngineCommand command;

    public RunContainers(EngineKind kind) {
        this.kind = kind;
        this.command = new EngineCommand(kind);
    }

    /** All that are there, also those that have ended; none where there is no such engine, or it does not answer. */
    public List<Container> of(String run) {
        try {
            List<String> ids = ids(run);
            return ids.isEmpty() ? List.of() : described(run, ids);
        } catch (EngineFailure notInstalled) {
            return List.of();
        }
    }

    private static String label(String name) {
        return "{{index .Config.Labels \"" + name + "\"}}";
    }

    private List<String> ids(String run) {
        Said said = command.run(
                "ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + ContainerLabels.RUN + "=" + run);
        return said.isDone() ? said.out().lines().toList() : List.of();
    }

    /** Of some that are gone meanwhile the engine complains, and tells of the others. */
    private List<Container> described(String run, List<String> ids) {
        List<String> arguments = new ArrayList<>(List.of("container", "inspect", "--format", FORMAT));
        arguments.addAll(ids);
        return command.run(arguments, Map.of())
                .out()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> container(run, line))
                .toList();
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
