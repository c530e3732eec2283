package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** A command as typed into a terminal that shows both streams; at a fixed time and with fixed chance, unless that is said otherwise. */
public record TypedCommand(String shown, int exitCode) {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** As if each run began a moment after the one before, so that they stand in order, whatever the clock says. */
    private static final class LaterAndLater extends Random {
        private static final long serialVersionUID = 1;

        private static final int STRIDE = 997;

        private int next = Integer.parseInt("pir", 36);

        @Override
        public int nextInt() {
            int now = next;
            next += STRIDE;
            return now;
        }
    }

    public static TypedCommand run(Path directory, List<String> arguments) {
        return run(directory, Map.of(), arguments);
    }

    /** With these in the environment of whoever types. */
    static TypedCommand run(Path directory, Map<String, String> secrets, List<String> arguments) {
        return typed(
                arguments,
                terminal -> new Console(
                        new ByteArrayInputStream(new byte[0]),
                        terminal,
                        terminal,
                        Paint.PLAIN,
                        directory,
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        new LaterAndLater(),
                        name -> Optional.ofNullable(secrets.get(name))));
    }

    /** Where a queue of local-batch and a real S3 server are taken for AWS; at the time that it is. */
    public static TypedCommand onQueue(
            Path directory, LocalBatchServer queue, Map<String, String> environment, List<String> arguments) {
        return typed(
                arguments,
                terminal -> new Console(
                        new ByteArrayInputStream(new byte[0]),
                        terminal,
                        terminal,
                        Paint.PLAIN,
                        false,
                        directory,
                        Clock.systemUTC(),
                        new Random(),
                        Console::thisProcess,
                        name -> Optional.empty(),
                        AwsBench::open,
                        queue::clients,
                        environment));
    }

    private static TypedCommand typed(List<String> arguments, Function<PrintStream, Console> at) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Console console = at.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        int exitCode = Cohort.run(console, arguments.toArray(String[]::new));
        return new TypedCommand(bytes.toString(StandardCharsets.UTF_8), exitCode);
    }
}
