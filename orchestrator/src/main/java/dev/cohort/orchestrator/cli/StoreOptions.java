package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Encryption;
import dev.cohort.orchestrator.config.Configuration;
import dev.cohort.orchestrator.config.Found;
import dev.cohort.orchestrator.config.Setting;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.store.S3Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which store a command works with, and how it is written to; the same words for all of them. */
final class StoreOptions {
    static final String DEFAULT = "./cohort-store";

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Where data lives: a directory or s3://BUCKET/PREFIX; ./cohort-store unless said.")
    private @Nullable String store;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The same as --store s3://BUCKET.")
    private @Nullable String bucket;

    @Option(
            names = "--encryption",
            paramLabel = "METHOD",
            description =
                    "How S3 is told to encrypt what is written: AES256 or aws:kms; as the bucket does unless said.")
    private @Nullable String method;

    @Option(
            names = "--kms-key",
            paramLabel = "KEY",
            description = "The ARN, id or alias of the key of AWS KMS that it is encrypted with.")
    private @Nullable String key;

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
        requireSenseOfEncryption(line);
    }

    private void requireSenseOfEncryption(CommandLine line) {
        if ((method != null || key != null) && store != null && !Locations.isUrl(store)) {
            throw new ParameterException(
                    line,
                    "--encryption and --kms-key are for stores on S3, and " + store
                            + " is a directory: leave them out");
        }
        refuseFault(line, Setting.ENCRYPTION, method);
        refuseFault(line, Setting.KMS_KEY, key);
        if (Encryption.BY_S3.equals(method) && key != null) {
            throw new ParameterException(line, "--kms-key is for --encryption aws:kms, and this is " + method);
        }
    }

    private static void refuseFault(CommandLine line, Setting setting, @Nullable String value) {
        Optional.ofNullable(value).flatMap(setting::fault).ifPresent(fault -> {
            throw new ParameterException(line, "--" + setting.key() + " " + fault);
        });
    }

    /** What was typed. */
    private Settings typed() {
        Map<Setting, Found> values = new EnumMap<>(Setting.class);
        if (bucket != null) {
            values.put(Setting.STORE, new Found("s3://" + bucket, "--bucket"));
        } else if (store != null) {
            values.put(Setting.STORE, new Found(store, "--store"));
        }
        if (method != null) {
            values.put(Setting.ENCRYPTION, new Found(method, "--encryption"));
        }
        if (key != null) {
            values.put(Setting.KMS_KEY, new Found(key, "--kms-key"));
        }
        return new Settings(values, Map.of());
    }

    /** What was typed here and elsewhere, over what was settled before; what is wrong with that is told. */
    Settings over(Settings typedElsewhere, Console console, Problems problems) {
        return typed().over(typedElsewhere)
                .over(Configuration.read(console.environment(), console.directory(), account, problems));
    }

    /** What was typed, over what was settled before. */
    Settings settled(Console console, Problems problems) {
        return over(Settings.NONE, console, problems);
    }

    /** The store that is meant. */
    static String store(Settings settings) {
        return settings.value(Setting.STORE).orElse(DEFAULT);
    }

    /** How it is written to. */
    static S3Settings writing(Settings settings) {
        return settings.encryption().map(StoreOptions::writing).orElse(S3Settings.DEFAULT);
    }

    static S3Settings writing(Encryption said) {
        return S3Settings.DEFAULT.encrypted(new S3Settings.Encryption(said.method(), said.key()));
    }
}
