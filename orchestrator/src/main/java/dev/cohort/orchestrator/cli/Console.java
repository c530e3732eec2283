package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.local.Machine;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.PassingTime;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.store.Store;
import dev.cohort.worker.Secrets;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a command meets of the outside: streams, the working directory, the clock, chance, who we are among all processes, secrets by
 * their names, stores, AWS, and what this machine has to give.
 *
 * @param environment variables in which users settle things
 * @param terminal whether a terminal shows what is printed, and would obey it, also where no colours are wanted
 */
record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Paint paint,
        boolean terminal,
        Path directory,
        Clock clock,
        Random random,
        Supplier<Owner> owner,
        Secrets secrets,
        Stores stores,
        AwsAccess aws,
        Supplier<Machine> machine,
        Map<String, String> environment) {

    /** Only a terminal has colours. */
    Console(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Paint paint,
            Path directory,
            Clock clock,
            Random random,
            Secrets secrets) {
        this(
                in,
                out,
                err,
                paint,
                paint == Paint.COLOUR,
                directory,
                clock,
                random,
                Console::thisProcess,
                secrets,
                Store::open,
                region -> new AwsClients(region),
                Machine::here,
                Map.of());
    }

    static Owner thisProcess() {
        return ThisMachine.owner(System.getProperty("user.name", "somebody"), Cohort.Version.number());
    }

    /** This process, as the owner of what it runs. */
    Owner me() {
        return owner.get();
    }

    void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    void print(Json json) {
        out.println(json.pretty());
        out.flush();
    }

    /** Problems go beside the output, so that a pipe gets only what it asked for. */
    void tell(List<Problem> problems) {
        err.print(new ProblemRenderer(paint).render(problems));
        err.flush();
    }

    /** Says something beside the output that is no problem. */
    void note(String line) {
        err.println(Visible.text(line));
        err.flush();
    }

    /** How time goes by from here on, whatever this machine does meanwhile. */
    LongSupplier passingTime() {
        return new PassingTime(System::nanoTime, clock);
    }

    /** A file that the user named, from the directory that the command was started in. */
    Path path(String name) {
        return directory.resolve(name).normalize();
    }
}
