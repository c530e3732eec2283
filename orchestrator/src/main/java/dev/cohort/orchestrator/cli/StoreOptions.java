package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.config.Configuration;
import dev.cohort.orchestrator.config.Found;
import dev.cohort.orchestrator.config.Setting;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.Problems;
import java.util.Map;
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

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Go by what the configuration says of this account.")
    private @Nullable String account;

    void requireSense(CommandLine line) {
        if (store != null && bucket != null) {
            throw new ParameterException(line, "--store and --bucket name two stores: give one of them");
        }
        if (bucket != null && bucket.startsWith("s3:")) {
            throw new ParameterException(line, "--bucket takes the name of a bucket alone: write --store " + bucket);
        }
    }

    /** What was typed. */
    private Settings typed() {
        if (bucket != null) {
            return said("s3://" + bucket, "--bucket");
        }
        return store == null ? Settings.NONE : said(store, "--store");
    }

    private static Settings said(String address, String option) {
        return new Settings(Map.of(Setting.STORE, new Found(address, option)), Map.of());
    }

    /** What was typed here and elsewhere, over what was settled before; what is wrong with that is told. */
    Settings over(Settings typedElsewhere, Console console, Problems problems) {
        return typed().over(typedElsewhere)
                .over(Configuration.read(console.environment(), console.directory(), account, problems));
    }

    /** The store that is meant. */
    String said(Console console, Problems problems) {
        return store(over(Settings.NONE, console, problems));
    }

    static String store(Settings settings) {
        return settings.value(Setting.STORE).orElse(DEFAULT);
    }
}
