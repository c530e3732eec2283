package dev.cohort.s3server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the S3 server: serves memory or a directory until it is ended. */
@Command(
        name = "s3-server",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "S3 on this machine, for trying things and for tests: any client of AWS can use it, and it is no place for data.")
public final class Main implements Callable<Integer> {
    private static final int USAGE = 2;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "9912",
            description =
                    "Where it listens, for this machine only; 0 takes any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where objects are kept, each bucket in a directory of its own. In memory unless said.")
    private @Nullable Path directory;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "A bucket that is there from the start. May be repeated.")
    private List<String> buckets = List.of();

    @Option(
            names = "--access-key",
            paramLabel = "KEY",
            defaultValue = "local",
            description = "What clients sign by. Default: ${DEFAULT-VALUE}")
    private String accessKey = "";

    @Option(
            names = "--secret-key",
            paramLabel = "KEY",
            defaultValue = "local",
            description = "Default: ${DEFAULT-VALUE}")
    private String secretKey = "";

    @Option(
            names = "--until-input-ends",
            description = "Ends with its standard input, so that it never outlives whoever started it.")
    private boolean untilInputEnds;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setParameterExceptionHandler((fault, typed) -> {
                    System.err.println("error: " + fault.getMessage() + "\n  hint: `--help` shows all options");
                    return USAGE;
                })
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    System.err.println("error: " + fault.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        tell(System.out, new Serving(port, accessKey, secretKey).start(directory(), buckets));
        if (untilInputEnds) {
            awaitEnd();
        } else {
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private @Nullable String directory() throws IOException {
        return directory == null
                ? null
                : Files.createDirectories(directory).toRealPath().toString();
    }

    private void tell(PrintStream out, String endpoint) {
        out.println("s3-server serves S3 at " + endpoint + "; objects are "
                + (directory == null ? "in memory, and gone with it." : "in " + directory + "."));
        out.println("A client of AWS finds it by these:");
        out.println();
        out.println("  export AWS_ENDPOINT_URL_S3=" + endpoint);
        out.println("  export AWS_REGION=us-east-1");
        out.println("  export AWS_ACCESS_KEY_ID=" + accessKey);
        out.println("  export AWS_SECRET_ACCESS_KEY=" + secretKey);
        out.println();
        out.println(untilInputEnds ? "It ends with its standard input." : "Ctrl-C ends it.");
        out.flush();
    }

    private static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is ever said; only the end counts.
        }
    }
}
