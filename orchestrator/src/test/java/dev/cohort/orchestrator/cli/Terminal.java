package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.run.Owner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** A terminal that remembers what was printed, in a directory, at a time and with a chance that never change. */
final class Terminal {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path directory;
    private byte[] in = {};
    private Paint paint = Paint.PLAIN;
    private Map<String, String> secrets = Map.of();
    private Map<String, String> environment = Map.of();
    private Random chance = new Random(1);
    private Clock clock = NOON;
    private Supplier<Owner> owner = Console::thisProcess;
    private Stores stores = EmptyBucket::open;
    private Supplier<Machine> machine = Machine::here;
    private AwsAccess aws = region -> {
        throw new AssertionError("nobody asks AWS here");
    };

    Terminal(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    Terminal typing(String input) {
        return typing(input.getBytes(StandardCharsets.UTF_8));
    }

    Terminal typing(byte[] input) {
        this.in = input.clone();
        return this;
    }

    Terminal in(Paint colour) {
        this.paint = colour;
        return this;
    }

    /** With these in the environment of whoever types. */
    Terminal knowing(Map<String, String> values) {
        this.secrets = values;
        return this;
    }

    /** With these variables. */
    Terminal environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    /** With these in place of all stores on S3. */
    Terminal stores(Stores others) {
        this.stores = others;
        return this;
    }

    /** With this in place of AWS. */
    Terminal aws(AwsAccess other) {
        this.aws = other;
        return this;
    }

    /** With a chance of its own. */
    Terminal chance(long seed) {
        this.chance = new Random(seed);
        return this;
    }

    /** So long after the usual time. */
    Terminal later(Duration time) {
        this.clock = Clock.offset(NOON, time);
        return this;
    }

    /** As if this were another process, which is gone when anybody looks for it. */
    Terminal passing(int number) {
        Owner us = Console.thisProcess();
        Owner gone =
                new Owner(us.host(), us.boot(), us.space(), us.pid(), us.start() - number, us.user(), us.version());
        this.owner = () -> gone;
        return this;
    }

    /** As if this were another machine, of which nobody here can see what it does. */
    Terminal elsewhere() {
        Owner us = Console.thisProcess();
        Owner there = new Owner("elsewhere", us.boot(), us.space(), us.pid(), us.start(), us.user(), us.version());
        this.owner = () -> there;
        return this;
    }

    Terminal on(Machine there) {
        this.machine = () -> there;
        return this;
    }

    /** Gives the exit code. */
    int run(String... arguments) {
        return Cohort.run(console(), arguments);
    }

    Console console() {
        return new Console(
                new ByteArrayInputStream(in),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                paint,
                paint == Paint.COLOUR,
                directory,
                clock,
                chance,
                owner,
                name -> Optional.ofNullable(secrets.get(name)),
                stores,
                aws,
                machine,
                environment);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    byte[] outBytes() {
        return out.toByteArray();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
