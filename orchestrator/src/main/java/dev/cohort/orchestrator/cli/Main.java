package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.store.Store;
import dev.cohort.worker.Secrets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** The process: wires the real console and exits with the command's code. What knows AWS is loaded when it is first wanted. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        FastSpawn.prefer();
        Console console = new Console(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                paint(),
                terminal(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                new SecureRandom(),
                Console::thisProcess,
                Secrets.ofThisProcess(),
                Store::open,
                region -> new AwsClients(region),
                Machine::here,
                System.getenv());
        System.exit(Cohort.run(console, arguments));
    }

    /** UTF-8 whatever the locale: names of samples and carets must come out as they are. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Asked of the system, as the JVM only knows of a terminal that is both read and written. */
    private static boolean terminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException unknown) {
            return System.console() != null;
        }
    }

    private static Paint paint() {
        boolean plain = System.console() == null
                || !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                || System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
        return plain ? Paint.PLAIN : Paint.COLOUR;
    }
}
