package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.store.S3Settings;
import dev.cohort.store.S3Settings.Encryption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What S3 is told by what was typed of a store. */
class StoreOptionsTest {
    private static S3Settings typed(String... words) {
        StoreOptions options = new StoreOptions();
        new CommandLine(new Typing(options)).parseArgs(words);
        return StoreOptions.writing(options.settled(new Terminal(Path.of("")).console(), new Problems()));
    }

    /** A command that knows these options only. */
    @CommandLine.Command(name = "any")
    private record Typing(@CommandLine.Mixin StoreOptions options) {}

    @Test
    void encryptionIsLeftToTheBucketUnlessSaid() {
        assertThat(typed("--bucket", "b")).isEqualTo(S3Settings.DEFAULT);
        assertThat(typed("--encryption", "AES256").encryption()).isEqualTo(Encryption.SSE_S3);
        assertThat(typed("--encryption", "aws:kms").encryption()).isEqualTo(Encryption.KMS);
        assertThat(typed("--kms-key", "alias/ours").encryption()).isEqualTo(Encryption.kms("alias/ours"));
    }
}
