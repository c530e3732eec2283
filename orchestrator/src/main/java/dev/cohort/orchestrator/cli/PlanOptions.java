package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.Problems;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a run is told beside its pipeline; the same words for all commands that plan. */
final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--sample-list-file",
            paramLabel = "FILE",
            required = true,
            description =
                    "One sample a line, or a CSV or TSV table whose first column is `sample`; - reads standard input.")
    String sampleListFile = "";

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Sets a param of the pipeline; may be repeated, and outweighs --params-file.")
    List<String> params = List.of();

    @Option(names = "--params-file", paramLabel = "FILE", description = "Params from a YAML or JSON file.")
    private @Nullable String paramsFile;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Runs the steps as this profile of the pipeline says.")
    private @Nullable String profile;

    @Option(
            names = {"--name", "--pipeline-name"},
            paramLabel = "NAME",
            description = "What the results are filed under; the pipeline's name unless said.")
    private @Nullable String name;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--force",
            paramLabel = "STEP",
            description = "Runs a step whatever the store has; may be repeated.")
    List<String> forced = List.of();

    @Mixin
    ContainerOptions containers = new ContainerOptions();

    @Mixin
    AwsOptions aws = new AwsOptions();

    Optional<String> paramsFile() {
        return Optional.ofNullable(paramsFile);
    }

    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Refuses what no single option can see for itself. */
    void requireSense(String pipeline) {
        store.requireSense(command.commandLine());
        if (pipeline.equals("-") && sampleListFile.equals("-")) {
            refuse("the pipeline and the sample list can't both come from standard input");
        }
        aws.requireSense(command.commandLine());
        containers.wanted().ifPresent(wanted -> requireThisMachine("--container"));
    }

    /** What was typed, over what was settled before; what is wrong with that is told. */
    Settings settled(Console console, Problems problems) {
        return store.over(aws.typed(), console, problems);
    }

    /** An option that speaks of this machine, where the run goes to another place. */
    void requireThisMachine(String option) {
        if (aws.namesQueue()) {
            refuse(option + " is for this machine, and --queue sends the run to AWS Batch: leave one of them out");
        }
    }

    private void refuse(String sentence) {
        throw new ParameterException(command.commandLine(), sentence);
    }
}
