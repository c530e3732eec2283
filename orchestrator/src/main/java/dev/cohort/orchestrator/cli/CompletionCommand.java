package dev.cohort.orchestrator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the words of this command line. */
@Command(
        name = "completion",
        description = {
            "Prints a script that makes a shell complete commands, options, pipelines and files.",
            "",
            "For this shell only, and for all to come:",
            "  source <(cohort completion bash)",
            "  cohort completion bash > ~/.local/share/bash-completion/completions/cohort",
            "  cohort completion zsh > DIR/_cohort, where DIR is one of those in $$fpath"
        },
        footer = {"", "Example:", "  cohort completion bash"})
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Completable> commands = Completable.all(spec.root());
        console.print(
                switch (shell) {
                    case BASH -> BashCompletion.script(commands);
                    case ZSH -> ZshCompletion.script(commands);
                });
        return ExitCode.OK;
    }

    /** The shells that are known. */
    enum Shell {
        BASH,
        ZSH
    }
}
