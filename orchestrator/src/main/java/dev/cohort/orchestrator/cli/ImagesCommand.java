package dev.cohort.orchestrator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with images: see its subcommands. */
@Command(
        name = "images",
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes images of steps fit for AWS Batch, and looks whether they are.",
        footer = {"", "Example:", "  cohort images wrap python:3.12-slim --tag lab/python"})
final class ImagesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With its subcommands, which the library does not find by itself as they need the console. */
    static CommandLine line(Console console) {
        return new CommandLine(new ImagesCommand())
                .addSubcommand(new ImagesWrapCommand(console))
                .addSubcommand(new ImagesCheckCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say which: images wrap, or images check");
    }
}
