package dev.cohort.orchestrator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which store a command works with; the same words for all of them. */
final class StoreOptions {
    static final String DEFAULT = "./cohort-store";

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Where data lives: a directory or s3://BUCKET/PREFIX; ./cohort-store unless said.")
    private @Nullable String store;

    @Option(
            names = "--bucket",
            paramLabel = "BUCKET",
            description = "The same as --store s3://BUCKET; a prefix may follow it.")
    private @Nullable String bucket;

    void requireSense(CommandLine line) {
        if (store != null && bucket != null) {
            throw new ParameterException(line, "--store and --bucket name two stores: give one of them");
        }
        if (bucket != null && bucket.startsWith("s3:")) {
            throw new ParameterException(line, "--bucket takes the name of a bucket alone: write --store " + bucket);
        }
    }

    String said() {
        return bucket != null ? "s3://" + bucket : store != null ? store : DEFAULT;
    }
}
