package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.text;
import static dev.cohort.store.StoreWords.together;
import static dev.cohort.store.StoreWords.version;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is read is one version of one file, or the part of it that was asked for. */
interface GettingContract extends StoreWords {
    @Test
    default void whatIsNotThereIsToldWithKeyAndStore() {
        assertFails(
                Kind.NOT_FOUND,
                "There is no results/no.txt in the store " + store().location(),
                () -> read("results/no.txt"));
        assertThat(store().head(key("results/no.txt"))).isEmpty();
    }

    @Test
    default void aFolderIsNoFile() {
        put("folder/a", "a");
        assertThat(store().head(key("folder"))).isEmpty();
        assertFails(Kind.NOT_FOUND, "There is no folder", () -> read("folder"));
    }

    @Test
    default void whatLiesBelowAFileIsNotThere() {
        put("a", "a");
        assertThat(store().head(key("a/b"))).isEmpty();
        assertFails(Kind.NOT_FOUND, "There is no a/b", () -> read("a/b"));
        assertThat(keys("a/")).isEmpty();
    }

    @Test
    default void aRangeIsThoseBytes() {
        put("a", "0123456789");
        assertThat(range(0, 3)).isEqualTo("012");
        assertThat(range(4, 3)).isEqualTo("456");
        assertThat(range(9, 1)).isEqualTo("9");
        assertThat(text(store().get(key("a"), ByteRange.from(7), Expect.ANYTHING)))
                .isEqualTo("789");
    }

    @Test
    default void whatARangeHoldsBehindTheEndIsLeftOut() {
        put("a", "0123456789");
        assertThat(range(8, 100)).isEqualTo("89");
        assertThat(range(10, 1)).isEmpty();
        assertThat(range(1_000_000, 1)).isEmpty();
        assertThat(range(3, 0)).isEmpty();
    }

    @Test
    default void aRangeOfAnEmptyFileIsEmpty() {
        put("a", "");
        assertThat(range(0, 1)).isEmpty();
        assertThat(text(store().get(key("a"), ByteRange.from(0), Expect.ANYTHING)))
                .isEmpty();
    }

    private String range(long offset, long length) {
        return text(store().get(key("a"), ByteRange.of(offset, length), Expect.ANYTHING));
    }

    @Test
    default void itSaysWhichVersionItOpened() {
        Written receipt = put("a", "hello");
        try (Opened opened = store().get(key("a"), ByteRange.of(1, 2), Expect.ANYTHING)) {
            assertThat(version(opened.file())).isEqualTo(version(receipt.file()));
        }
    }

    @Test
    default void theExpectedVersionIsGiven() {
        String etag = put("a", "hello").file().etag();
        assertThat(text(store().get(key("a"), ByteRange.ALL, Expect.etag(etag))))
                .isEqualTo("hello");
    }

    @Test
    default void anotherVersionIsRefused() {
        String etag = put("a", "hello").file().etag();
        put("a", "HELLO");
        assertFails(
                Kind.CHANGED,
                "a is no longer what it was",
                () -> store().get(key("a"), ByteRange.ALL, Expect.etag(etag)));
    }

    @Test
    default void whoHasOpenedAVersionReadsItToItsEnd() throws IOException {
        put("a", "1".repeat(1_000_000));
        try (Opened opened = store().get(key("a"))) {
            byte[] start = opened.body().readNBytes(10);
            put("a", "2".repeat(1_000_000));
            assertThat(new String(start, UTF_8) + new String(opened.bytes(), UTF_8))
                    .isEqualTo("1".repeat(1_000_000));
        }
    }

    @Test
    default void whatItSaysIsWhatItGivesWhileOthersReplaceIt() throws Exception {
        put("a", "");
        AtomicBoolean done = new AtomicBoolean();
        together(2, thread -> {
            if (thread == 0) replaceOften(done);
            while (!done.get()) checkOneVersion();
            return true;
        });
    }

    private void replaceOften(AtomicBoolean done) {
        try {
            for (int i = 0; i < 1000; i++) put("a", String.valueOf(i % 10).repeat(i % 10));
        } finally {
            done.set(true);
        }
    }

    /** Reads it once, whichever version it is. */
    default void checkOneVersion() {
        try (Opened opened = store().get(key("a"))) {
            int size = (int) opened.file().size();
            assertThat(opened.bytes()).asString().isEqualTo(String.valueOf(size).repeat(size));
        }
    }

    @Test
    default void theExpectedBytesAreGivenAndOthersRefusedAtTheEnd() {
        Sha256 sha256 = put("a", "hello").sha256();
        assertThat(text(store().get(key("a"), ByteRange.ALL, Expect.sha256(sha256))))
                .isEqualTo("hello");
        put("a", "HELLO");
        assertFails(Kind.CORRUPT, "SHA-256 ", () -> text(store().get(key("a"), ByteRange.ALL, Expect.sha256(sha256))));
    }

    @Test
    default void aChecksumOfAnEmptyFileIsCheckedToo() {
        Sha256 ofNothing = put("a", "").sha256();
        Sha256 other = Sha256.of(new byte[1]);
        assertThat(text(store().get(key("a"), ByteRange.ALL, Expect.sha256(ofNothing))))
                .isEmpty();
        assertFails(Kind.CORRUPT, "SHA-256 ", () -> text(store().get(key("a"), ByteRange.ALL, Expect.sha256(other))));
    }

    @Test
    default void aChecksumOfARangeIsAMistakeOfTheCaller() {
        Sha256 sha256 = put("a", "hello").sha256();
        assertThatThrownBy(() -> store().get(key("a"), ByteRange.of(0, 2), Expect.sha256(sha256)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void singleBytesAndEmptyReadsWorkAsAnyStream() throws IOException {
        store().put(key("a"), Content.of(new byte[] {(byte) 0xff, 0}));
        try (Opened opened = store().get(key("a"))) {
            assertThat(opened.body().read(new byte[0])).isZero();
            assertThat(opened.body().read()).isEqualTo(0xff);
            assertThat(opened.body().read()).isZero();
            assertThat(opened.body().read()).isEqualTo(-1);
            assertThat(opened.body().read()).isEqualTo(-1);
        }
    }
}
