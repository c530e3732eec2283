package dev.cohort.worker.container;

/**
 * How a container stands.
 *
 * @param started whether its program ever ran
 * @param lackedMemory whether the kernel killed a process in it for want of memory
 * @param error what the engine has to say, where it could not do its part
 */
public record ContainerState(boolean started, boolean running, int exitCode, boolean lackedMemory, String error) {
    static final String FORMAT =
            "{{.State.StartedAt}}\n{{.State.Running}}\n{{.State.ExitCode}}\n{{.State.OOMKilled}}\n{{.State.Error}}";

    /** The time that stands for none. */
    private static final String NEVER = "0001-01-01";

    static ContainerState parse(String text) {
        String[] lines = text.split("\n", 5);
        return new ContainerState(
                !lines[0].startsWith(NEVER),
                Boolean.parseBoolean(lines[1]),
                Integer.parseInt(lines[2]),
                Boolean.parseBoolean(lines[3]),
                EngineFailure.words(lines[4]));
    }
}
