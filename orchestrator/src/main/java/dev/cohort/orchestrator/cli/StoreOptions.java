package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which store is meant; the same words for all commands. */
final class StoreOptions {
    static final String DEFAULT = "./cohort-store";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Where data lives: a directory or s3://BUCKET/PREFIX; ./cohort-store unless said.")
    private @Nullable String store;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The same as --store s3://BUCKET.")
    private @Nullable String bucket;

    /** Refuses what no single option can see for itself. */
    void requireSense() {
        if (store != null && bucket != null) {
            throw new ParameterException(
                    command.commandLine(), "--store and --bucket name two stores: give one of them");
        }
    }

    String address() {
        return bucket != null ? "s3://" + bucket : store != null ? store : DEFAULT;
    }

    /** The store of runs that are there already; empty where it can't be one, which is told. */
    Optional<Store> open(Console console, Problems problems) {
        requireSense();
        Optional<String> address = StoreAddress.read(address(), console, problems);
        if (address.filter(Locations::isUrl).isPresent()) {
            problems.add(Problem.error("runs in a store on S3 can't be looked into yet")
                    .hint("give --store a directory"));
            return Optional.empty();
        }
        return address.map(found -> Store.open(Location.parse(found, console.directory())));
    }
}
