package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.journal.JournalFault;
import dev.cohort.store.StoreFailure;
import dev.cohort.worker.container.EngineFailure;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line as a whole. */
@Command(
        name = "cohort",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Cohort.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs multi-step pipelines over many samples, on this machine or on AWS Batch.",
        footer = {
            "",
            "Exit codes:",
            "  0    all went well",
            "  1    some lanes failed",
            "  2    wrong usage",
            "  3    the pipeline or the sheet is wrong, or an input is not there",
            "  4    the environment is wrong",
            "  5    a store or AWS failed",
            "  130  interrupted",
            "",
            "Example:",
            "  cohort plan fusion --sample-list-file samples.txt",
        })
final class Cohort implements Runnable {
    /** What may stand before any command. */
    private static final Set<String> OF_COHORT = Set.of("-h", "--help", "-V", "--version", "--debug");

    /** What the user has to set right, as opposed to a store that fails. */
    private static final Set<StoreFailure.Kind> OF_THE_ENVIRONMENT =
            Set.of(StoreFailure.Kind.NO_BUCKET, StoreFailure.Kind.NO_CREDENTIALS, StoreFailure.Kind.NO_REGION);

    private final Console console;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error that Cohort did not expect.")
    private boolean debug;

    private Cohort(Console console) {
        this.console = console;
    }

    /** Runs one command; all that it has to say goes to the console. */
    static int run(Console console, String... typed) {
        String[] arguments = withCommand(typed);
        Cohort cohort = new Cohort(console);
        CommandLine line = new CommandLine(cohort);
        // Not by a method reference, for which Java leaves the class of it out of its archive.
        for (Object command : commands(console, arguments)) {
            line.addSubcommand(command);
        }
        line.setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((fault, args) -> usage(console, new UsageFault(fault, args), fault))
                .setExecutionExceptionHandler((fault, command, parsed) -> cohort.unexpected(fault));
        return line.execute(arguments);
    }

    /**
     * Only the one that is asked for, where that is clear: picocli takes longer to look at all of them than many a command runs. What
     * completes command lines has to see them all.
     */
    private static List<Object> commands(Console console, String... arguments) {
        List<Object> all = List.of(
                new RunCommand(console),
                new DemoCommand(console),
                new CheckCommand(console),
                new PlanCommand(console),
                new GraphCommand(console),
                new RunsCommand(console),
                new StatusCommand(console),
                new AttachCommand(console),
                new CancelCommand(console),
                new LogsCommand(console),
                new ResultsCommand(console),
                new TaskCommand(console),
                new ConfigCommand(console),
                ImagesCommand.line(console),
                new SchemaCommand(console),
                new CompletionCommand(console));
        String first = arguments.length == 0 ? "" : arguments[0];
        return all.stream()
                .filter(command -> name(command).equals(first) && !(command instanceof CompletionCommand))
                .findFirst()
                .map(List::of)
                .orElse(all);
    }

    /** Options of a run without any command are a run. */
    private static String[] withCommand(String... typed) {
        boolean isRun = typed.length > 0 && typed[0].startsWith("-") && !OF_COHORT.contains(typed[0]);
        return isRun ? Stream.concat(Stream.of("run"), Stream.of(typed)).toArray(String[]::new) : typed;
    }

    private static String name(Object command) {
        if (command instanceof CommandLine line) {
            return line.getCommandName();
        }
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        throw new ParameterException(
                new CommandLine(this),
                "say which command: run, demo, check, plan, graph, runs, status, attach, cancel, logs, results, task, config, images, schema or"
                        + " completion");
    }

    private static int usage(Console console, UsageFault fault, ParameterException cause) {
        String command = cause.getCommandLine().getCommandSpec().qualifiedName();
        console.err().println("error: " + Visible.text(fault.sentence()));
        fault.nearest().ifPresent(near -> console.err().println("  hint: " + near));
        console.err().println("  hint: `" + command + " --help` shows how it is used");
        console.err().flush();
        return ExitCode.USAGE;
    }

    private int unexpected(Exception fault) {
        if (fault instanceof ComputeFailure failure) {
            Problem problem = Problem.error(String.valueOf(failure.getMessage()));
            console.tell(List.of(failure.hint().map(problem::hint).orElse(problem)));
            if (debug) {
                fault.printStackTrace(console.err());
            }
            return failure.isEnvironment() ? ExitCode.ENVIRONMENT : ExitCode.STORE;
        }
        if (fault instanceof StoreFailure || fault instanceof JournalFault) {
            console.err().println("error: " + Visible.text(String.valueOf(fault.getMessage())));
            if (debug) {
                fault.printStackTrace(console.err());
            }
            console.err().flush();
            return isOfTheEnvironment(fault) ? ExitCode.ENVIRONMENT : ExitCode.STORE;
        }
        if (fault instanceof EngineFailure failure) {
            console.tell(List.of(Problem.error(Visible.text(String.valueOf(failure.getMessage())))
                    .hint(Optional.of(failure.hint()).filter(hint -> !hint.isEmpty()))));
            return ExitCode.ENVIRONMENT;
        }
        @Nullable String message = fault.getMessage();
        console.err()
                .println("error: Cohort failed in a way that it should not: "
                        + Visible.text(message == null ? fault.getClass().getSimpleName() : message));
        if (debug) {
            fault.printStackTrace(console.err());
        } else {
            console.err().println("  hint: run it again with --debug, and report what it prints");
        }
        console.err().flush();
        return ExitCode.STORE;
    }

    private static boolean isOfTheEnvironment(Exception fault) {
        return fault instanceof StoreFailure failure && OF_THE_ENVIRONMENT.contains(failure.kind());
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"cohort " + number()};
        }

        static String number() {
            @Nullable String version = Cohort.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }
    }
}
