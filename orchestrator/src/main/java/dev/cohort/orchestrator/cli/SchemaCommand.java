package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.spec.LanguageSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the language as a JSON Schema. */
@Command(
        name = "schema",
        description = {
            "Prints a JSON Schema (draft 7) of the pipeline language.",
            "",
            "An editor with a YAML language server completes keys, shows what they mean and marks",
            "mistakes in a pipeline that begins with this line (the path is relative to it):",
            "  # yaml-language-server: $$schema=pipeline.schema.json"
        },
        footer = {"", "Example:", "  cohort schema > pipeline.schema.json"})
final class SchemaCommand implements Callable<Integer> {
    private final Console console;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(LanguageSchema.json());
        return ExitCode.OK;
    }
}
