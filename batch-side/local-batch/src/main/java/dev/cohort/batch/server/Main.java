package dev.cohort.batch.server;

import dev.cohort.batch.Resources;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of local-batch. */
@Command(
        name = "local-batch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "AWS Batch's API on this machine, for any client of AWS.")
public final class Main implements Callable<Integer> {
    private static final double MILLIS = 1000;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9911",
            description = "Where it listens; 0 takes any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Who reaches it can run commands as you: leave it at ${DEFAULT-VALUE} unless you mean that.")
    private String host = "";

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "local-batch-state",
            description = "Logs, and what survives a restart. Default: ./${DEFAULT-VALUE}")
    private Path stateDir = Path.of("");

    @Option(names = "--container", paramLabel = "ENGINE", description = "Runs images in docker or podman.")
    private @Nullable String container;

    @Option(
            names = "--image-map",
            paramLabel = "IMAGE=COMMAND",
            description =
                    "Without an engine: runs this command in place of an image's entrypoint, followed by the job's own command. IMAGE may end in *. May be repeated.")
    private Map<String, String> images = new LinkedHashMap<>();

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            defaultValue = "local",
            description = "A queue that is there from the start. Default: ${DEFAULT-VALUE}")
    private String queue = "";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "us-east-1",
            description = "Default: ${DEFAULT-VALUE}")
    private String region = "";

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "What jobs may take together; all of this machine unless said.")
    private @Nullable Double cpus;

    @Option(names = "--memory", paramLabel = "MIB", description = "The same in MiB of memory.")
    private @Nullable Long memory;

    @Option(names = "--gpus", paramLabel = "N", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}")
    private int gpus;

    @Option(
            names = "--listing-delay",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long a new job is not listed yet, as happens on AWS. Default: ${DEFAULT-VALUE}")
    private double listingDelay;

    @Option(
            names = "--submits-per-second",
            paramLabel = "N",
            defaultValue = "0",
            description = "More are refused with 429; AWS takes 50. Default: ${DEFAULT-VALUE}, no limit")
    private double submitsPerSecond;

    @Option(
            names = "--shortest-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Shorter ones are refused. Default: ${DEFAULT-VALUE}, as on AWS")
    private int shortestTimeout;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Between TERM and KILL. Default: ${DEFAULT-VALUE}, as on AWS")
    private int grace;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec command = CommandLine.Model.CommandSpec.create();

    /** Runs until it is ended by a signal. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setParameterExceptionHandler((fault, typed) ->
                        new OptionFault(fault).tell(fault.getCommandLine().getErr()))
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    System.err.println("error: " + fault.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Way way = way();
        try (Emulator emulator = Emulator.start(settings(), way)) {
            tell(System.out, emulator.endpoint());
            awaitSignal(emulator);
        }
        return 0;
    }

    private Emulator.Settings settings() {
        return new Emulator.Settings(
                new InetSocketAddress(host, port),
                stateDir.toAbsolutePath(),
                region,
                machine(),
                queue,
                Duration.ofMillis((long) (listingDelay * MILLIS)),
                submitsPerSecond,
                shortestTimeout,
                Duration.ofSeconds(grace));
    }

    private Way way() {
        if (container != null && !images.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--container and --image-map are two ways to run an image: give one of them");
        }
        if (container != null && !container.equals("docker") && !container.equals("podman")) {
            throw new ParameterException(
                    command.commandLine(), "--container must be docker or podman, not '" + container + "'");
        }
        if (container != null) {
            return new Engine(container, System.getenv());
        }
        Map<String, List<String>> entrypoints = new LinkedHashMap<>();
        images.forEach((image, line) -> entrypoints.put(image, Words.of(line)));
        return new ImageMap(entrypoints, System.getenv());
    }

    private Resources machine() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new Resources(
                cpus == null ? Runtime.getRuntime().availableProcessors() : cpus,
                memory == null ? system.getTotalMemorySize() >> 20 : memory,
                gpus);
    }

    private void tell(PrintStream out, String endpoint) {
        Resources machine = machine();
        out.println("local-batch serves AWS Batch at " + endpoint + "; its state is in " + stateDir + ".");
        out.println("The queue `" + queue + "` takes jobs, together up to " + machine + ".");
        out.println("A client of AWS finds it by these:");
        out.println();
        JobCredentials.forClients(region, endpoint)
                .forEach((name, value) -> out.println("  export " + name + "=" + value));
        out.println();
        out.println("Ctrl-C ends it, and with it all jobs.");
        out.flush();
    }

    /** Whoever ends the process waits until all jobs have been told. */
    private static void awaitSignal(Emulator emulator) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        new CountDownLatch(1).await();
    }
}
