package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static dev.cohort.store.StoreWords.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs appear where a step reads them, and the store is safe from what it does there. */
interface StagingInContract extends StoreWords {
    @Test
    default void aStoredFileIsReadableWhereItWasWanted() {
        Written receipt = put("a.txt", "hello");
        Path target = local().resolve("in/x/a.txt");
        Staged staged = store().stageIn(
                        key("a.txt"), target, Expect.etag(receipt.file().etag()).andSha256(receipt.sha256()));
        assertThat(target).hasContent("hello");
        assertThat(staged.path()).isEqualTo(target);
        assertThat(staged.stat())
                .isEqualTo(store().head(key("a.txt")).orElseThrow().stat());
        assertThat(staged.origin()).isEqualTo(store().locationOf(key("a.txt")));
        staged.requireUnchanged();
    }

    @Test
    default void whatIsNotThereIsToldAndNothingIsLeft() {
        Path target = local().resolve("in/a.txt");
        assertFails(Kind.NOT_FOUND, "There is no a.txt", () -> store().stageIn(key("a.txt"), target, Expect.ANYTHING));
        assertThat(target).doesNotExist();
    }

    @Test
    default void anotherVersionOrOtherBytesAreToldAndNothingIsLeft() {
        Written old = put("a.txt", "hello");
        put("a.txt", "HELLO");
        Path target = local().resolve("in/a.txt");
        assertFails(
                Kind.CHANGED,
                "is no longer what it was",
                () -> store().stageIn(
                                key("a.txt"), target, Expect.etag(old.file().etag())));
        assertFails(
                Kind.CORRUPT,
                "does not hold the bytes",
                () -> store().stageIn(key("a.txt"), target, Expect.sha256(old.sha256())));
        assertFails(
                Kind.CORRUPT,
                "does not hold the bytes",
                () -> store().copyIn(key("a.txt"), target, Expect.sha256(old.sha256())));
        assertThat(Files.exists(target, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    default void aTargetThatIsTakenIsNotReplaced() throws IOException {
        put("a.txt", "hello");
        Path target = localFile("in/a.txt", "mine");
        assertFails(Kind.OBSTRUCTED, target.toString(), () -> store().stageIn(key("a.txt"), target, Expect.ANYTHING));
        assertFails(Kind.OBSTRUCTED, target.toString(), () -> store().copyIn(key("a.txt"), target, Expect.ANYTHING));
        assertThat(target).hasContent("mine");
    }

    @Test
    default void removingOrReplacingTheStagedFileLeavesTheStoreAlone() throws IOException {
        put("a.txt", "hello");
        Path target = local().resolve("a.txt");
        Staged staged = store().stageIn(key("a.txt"), target, Expect.ANYTHING);
        Files.delete(target);
        Files.writeString(target, "HELLO");
        assertThat(read("a.txt")).isEqualTo("hello");
        assertFails(Kind.CHANGED, "The input " + target, staged::requireUnchanged);
    }

    @Test
    default void aRemovedInputIsAChangedOne() throws IOException {
        put("a.txt", "hello");
        Staged staged = store().stageIn(key("a.txt"), local().resolve("a.txt"), Expect.ANYTHING);
        Files.delete(staged.path());
        assertFails(Kind.CHANGED, "was changed while its task ran", staged::requireUnchanged);
    }

    @Test
    default void aCopyMayBeWrittenTo() throws IOException {
        put("a.txt", "hello");
        Staged copy = store().copyIn(key("a.txt"), local().resolve("in/a.txt"), Expect.ANYTHING);
        Files.writeString(copy.path(), "changed");
        assertThat(read("a.txt")).isEqualTo("hello");
    }

    @Test
    default void aFolderComesWithAllItsFiles() {
        put("index/a.idx", "1");
        put("index/sub/b.idx", "2");
        put("index2", "3");
        List<Staged> staged = store().stageIn(Prefix.of("index/"), local().resolve("in"));
        assertThat(staged)
                .extracting(Staged::path)
                .containsExactly(local().resolve("in/a.idx"), local().resolve("in/sub/b.idx"));
        assertThat(local().resolve("in/sub/b.idx")).hasContent("2");
        assertThat(store().stageIn(Prefix.of("none/"), local().resolve("none"))).isEmpty();
    }
}
