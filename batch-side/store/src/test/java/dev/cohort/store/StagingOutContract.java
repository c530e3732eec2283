package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.version;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finished files move into the store, and nothing that is somebody else's moves with them. */
interface StagingOutContract extends StoreWords {
    @Test
    default void aFinishedFileMovesIntoTheStore() throws IOException {
        Path file = localFile("work/out.txt", "hello");
        Written receipt = store().stageOut(file, key("results/out.txt"));
        assertThat(read("results/out.txt")).isEqualTo("hello");
        assertThat(file).doesNotExist();
        assertThat(store().head(key("results/out.txt")).map(StoreWords::version))
                .contains(version(receipt.file()));
        assertThat(receipt.sha256()).isEqualTo(Sha256.of("hello".getBytes(UTF_8)));
    }

    @Test
    default void itReplacesWhatIsThereAndIsANewVersion() throws IOException {
        Written first = store().stageOut(localFile("out", "hello"), key("out"));
        Written second = store().stageOut(localFile("out", "HELLO"), key("out"));
        assertThat(read("out")).isEqualTo("HELLO");
        assertThat(second.file().etag()).isNotEqualTo(first.file().etag());
    }

    @Test
    default void anOldModificationTimeDoesNotMakeAnOldVersion() throws IOException {
        Path one = localFile("one", "hello");
        Path two = localFile("two", "HELLO");
        Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
        String first = store().stageOut(one, key("out")).file().etag();
        String second = store().stageOut(two, key("out")).file().etag();
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    default void whatIsNoFileIsTold() throws IOException {
        Path missing = local().resolve("work/out.txt");
        assertFails(Kind.NOT_FOUND, "There is no file " + missing, () -> store().stageOut(missing, key("out")));
        Path directory = Files.createDirectories(local().resolve("directory"));
        assertFails(Kind.OBSTRUCTED, directory + " is a directory", () -> store().stageOut(directory, key("out")));
        assertThat(keys("")).isEmpty();
    }

    @Test
    default void aLinkGivesItsContentAndItsTargetStays() throws IOException {
        Path users = localFile("users.txt", "precious");
        Path link = Files.createSymbolicLink(local().resolve("link"), users);
        store().stageOut(link, key("out"));
        assertThat(read("out")).isEqualTo("precious");
        assertThat(users).hasContent("precious").isWritable();
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    default void aSecondNameOfAUsersFileIsCopied() throws IOException {
        Path users = localFile("users.txt", "precious");
        Path second = Files.createLink(local().resolve("second"), users);
        Stat before = LocalFile.require(users);
        store().stageOut(second, key("out"));
        Files.writeString(users, "changed!");
        Files.setLastModifiedTime(users, FileTime.from(before.modified()));
        assertThat(read("out")).isEqualTo("precious");
    }

    @Test
    default void aStagedInputCanBeTheOutput() throws IOException {
        put("in.txt", "hello");
        Staged input = store().stageIn(key("in.txt"), local().resolve("in/in.txt"), Expect.ANYTHING);
        Path output = Files.createSymbolicLink(local().resolve("out.txt"), input.path());
        store().stageOut(output, key("out.txt"));
        assertThat(read("in.txt") + read("out.txt")).isEqualTo("hellohello");
        input.requireUnchanged();
    }

    @Test
    default void aDirectoryMovesFileByFile() throws IOException {
        localFile("work/dir/b", "2");
        localFile("work/dir/a/x", "1");
        localFile("work/dir/empty", "");
        Files.createDirectories(local().resolve("work/dir/nothing"));
        List<Written> receipts = store().stageOut(local().resolve("work/dir"), Prefix.of("results/dir/"));
        assertThat(receipts.stream().map(receipt -> receipt.file().key().text()))
                .containsExactly("results/dir/a/x", "results/dir/b", "results/dir/empty");
        assertThat(keys("")).containsExactly("results/dir/a/x", "results/dir/b", "results/dir/empty");
    }

    @Test
    default void aDirectoryWithSomethingOddInItStaysWhole() throws IOException {
        localFile("work/dir/a", "1");
        Files.createSymbolicLink(local().resolve("work/dir/up"), local());
        assertFails(
                Kind.OBSTRUCTED,
                "neither a file nor a link to one",
                () -> store().stageOut(local().resolve("work/dir"), Prefix.of("out/")));
        assertThat(local().resolve("work/dir/a")).hasContent("1");
        assertThat(keys("")).isEmpty();
    }

    @Test
    default void scratchIsNoPartOfTheStore() throws IOException {
        Path file = store().scratch().resolve("attempt-1/work/out.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "hello");
        assertThat(keys("")).isEmpty();
        assertThat(store().folders(Prefix.ALL)).isEmpty();
        store().stageOut(file, key("out.txt"));
        assertThat(keys("")).containsExactly("out.txt");
    }
}
