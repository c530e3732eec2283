package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.version;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.store.StoreFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is put is there, whole, with its receipt, or not at all. */
interface PuttingContract extends StoreWords {
    @Test
    default void whatWasPutIsReadAgain() {
        put("results/a.txt", "hello");
        assertThat(read("results/a.txt")).isEqualTo("hello");
    }

    @Test
    default void theReceiptIsWhatHeadAndListSay() {
        Written receipt = put("results/a.txt", "hello");
        assertThat(receipt.file().size()).isEqualTo(5);
        assertThat(receipt.sha256()).isEqualTo(Sha256.of("hello".getBytes(UTF_8)));
        Stored head = store().head(key("results/a.txt")).orElseThrow();
        assertThat(version(head)).isEqualTo(version(receipt.file()));
        assertThat(store().list(Prefix.ALL)).containsExactly(head);
    }

    @Test
    default void aFileReplacesAnother() {
        put("a", "first, and longer");
        put("a", "second");
        assertThat(read("a")).isEqualTo("second");
    }

    @Test
    default void aSecondVersionOfTheSameSizeHasAnotherEtag() {
        Set<String> etags = new HashSet<>();
        for (int i = 0; i < 50; i++)
            etags.add(put("a", "v%02d".formatted(i)).file().etag());
        assertThat(etags).hasSize(50);
    }

    @Test
    default void anEmptyFileIsAFile() {
        put("empty", "");
        assertThat(store().head(key("empty"))).map(Stored::size).contains(0L);
        assertThat(read("empty")).isEmpty();
    }

    @Test
    default void aLocalFileIsCopiedAndStays() throws IOException {
        Path file = localFile("a.txt", "hello");
        store().put(key("a"), Content.file(file));
        assertThat(read("a")).isEqualTo("hello");
        assertThat(file).hasContent("hello");
    }

    @Test
    default void aLocalFileThatIsMissingIsTold() {
        Path missing = local().resolve("missing.txt");
        assertFails(Kind.NOT_FOUND, "There is no file " + missing, () -> Content.file(missing));
    }

    @Test
    default void aFileThatGrewMeanwhileIsRefusedAndLeavesNothing() throws IOException {
        Path file = localFile("growing.txt", "hello");
        Content content = Content.file(file);
        Files.writeString(file, "hello and more");
        assertFails(Kind.CHANGED, "had 5 bytes, but 14 came", () -> store().put(key("a"), content));
        assertThat(keys("")).isEmpty();
    }

    @Test
    default void aSourceThatBreaksLeavesTheOldVersion() {
        put("a", "old");
        assertThatThrownBy(() -> store().put(key("a"), new BrokenContent()));
        assertThat(read("a")).isEqualTo("old");
        assertThat(keys("")).containsExactly("a");
    }

    @ParameterizedTest
    @MethodSource("dev.cohort.store.PuttingContract#oddKeys")
    default void oddButLegalKeysWork(String odd) {
        put(odd, "odd");
        assertThat(read(odd)).isEqualTo("odd");
        assertThat(keys("")).containsExactly(odd);
        assertThat(store().head(key(odd))).isPresent();
        store().delete(key(odd));
        assertThat(keys("")).isEmpty();
    }

    @Test
    default void namesThatDifferOnlyByCaseAreTwo() {
        put("a/Sample", "1");
        put("a/sample", "2");
        assertThat(read("a/Sample") + read("a/sample")).isEqualTo("12");
    }

    static Stream<String> oddKeys() {
        return Stream.of(
                "with space/and  two",
                " leading and trailing ",
                "ümläut/日本語/🧬.txt",
                "a\u0301 is not \u00e1",
                "plus+percent%20question?hash#amp&semi;",
                "quote'double\"back\\slash`tick$dollar!",
                "*star[bracket]{brace}<angle>|pipe~tilde^",
                "colon:at@comma,equals=paren()",
                "-dash",
                ".hidden/..two/...",
                "tab\tand\nnewline",
                "x".repeat(255),
                ("d".repeat(200) + "/").repeat(5) + "f".repeat(19));
    }

    /** A content whose source fails in the middle. */
    final class BrokenContent implements Content {
        @Override
        public long size() {
            return 100_000;
        }

        @Override
        public InputStream open() {
            InputStream half = new ByteArrayInputStream(new byte[50_000]);
            return new SequenceInputStream(half, new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the source broke");
                }
            });
        }
    }
}
