package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Encryption;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.store.S3Settings;
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

    void requireSense(CommandLine line) {
        if (store != null && bucket != null) {
            throw new ParameterException(line, "--store and --bucket name two stores: give one of them");
        }
        if ((method != null || key != null) && !Locations.isUrl(said())) {
            throw new ParameterException(
                    line,
                    "--encryption and --kms-key are for stores on S3, and " + said()
                            + " is a directory: leave them out");
        }
        try {
            encryption();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, "--encryption " + e.getMessage());
        }
    }

    String said() {
        return bucket != null ? "s3://" + bucket : store != null ? store : DEFAULT;
    }

    /** Empty where that is left to the bucket; a key alone says enough. */
    Optional<Encryption> encryption() {
        return method == null && key == null
                ? Optional.empty()
                : Optional.of(new Encryption(method == null ? Encryption.BY_KMS : method, key));
    }

    S3Settings settings() {
        return encryption()
                .map(said -> S3Settings.DEFAULT.encrypted(new S3Settings.Encryption(said.method(), said.key())))
                .orElse(S3Settings.DEFAULT);
    }
}
