package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
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

/** A command as typed into a terminal that shows both streams, at a fixed time and with fixed chance. */
public record TypedCommand(String shown, int exitCode) {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final long SEED = 1;

    public static TypedCommand run(Path directory, List<String> arguments) {
        return run(directory, Map.of(), arguments);
    }

    /** With these in the environment of whoever types. */
    static TypedCommand run(Path directory, Map<String, String> secrets, List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                terminal,
                terminal,
                Paint.PLAIN,
                directory,
                Clock.fixed(NOON, ZoneOffset.UTC),
                new Random(SEED),
                name -> Optional.ofNullable(secrets.get(name)));
        int exitCode = Cohort.run(console, arguments.toArray(String[]::new));
        return new TypedCommand(bytes.toString(StandardCharsets.UTF_8), exitCode);
    }
}
