package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Links and modes: what keeps a body from harming stored files, and a store from harming a user's. */
class DirectoryLinksTest extends OpenedDirectory {
    @Test
    void storedFilesAreReadOnlyHoweverTheyCame() throws IOException {
        put("put", "");
        store.putIfAbsent(Key.of("absent"), Content.utf8(""));
        Path out = Files.writeString(temp.resolve("out"), "");
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrw-r--"));
        store.stageOut(out, Key.of("moved"));
        for (String name : List.of("put", "absent", "moved"))
            assertThat(Files.getPosixFilePermissions(root.resolve(name)))
                    .contains(PosixFilePermission.OWNER_READ)
                    .doesNotContain(
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.OTHERS_WRITE);
    }

    @Test
    void stagingInIsALinkAndStagingOutARename() throws IOException {
        put("a", "hello");
        Staged staged = store.stageIn(Key.of("a"), temp.resolve("in/a"), Expect.ANYTHING);
        assertThat(staged.path()).isSymbolicLink();
        Path out = Files.writeString(temp.resolve("out"), "hello");
        Object inode = Files.getAttribute(out, "unix:ino");
        store.stageOut(out, Key.of("out"));
        assertThat(Files.getAttribute(root.resolve("out"), "unix:ino")).isEqualTo(inode);
    }

    @Test
    void aBodyThatWritesThroughItsLinkIsFoundOut() throws IOException {
        foreign("bam/S1.bam", "reads");
        Staged staged = store.stageIn(Key.of("bam/S1.bam"), temp.resolve("in/S1.bam"), Expect.ANYTHING);
        Files.writeString(staged.path(), "other");
        assertFails(Kind.CHANGED, "ask for a copy of this one (stage: copy)", staged::requireUnchanged);
    }

    @Test
    void anInputReplacedByOneOfTheSameSizeAndTimeIsFoundOut() throws IOException {
        put("a", "hello");
        Staged staged = store.stageIn(Key.of("a"), temp.resolve("in/a"), Expect.ANYTHING);
        FileTime time = Files.getLastModifiedTime(staged.path());
        Files.delete(staged.path());
        Files.setLastModifiedTime(Files.writeString(staged.path(), "other"), time);
        assertFails(Kind.CHANGED, "The input " + staged.path(), staged::requireUnchanged);
    }

    @Test
    void aUsersFileThatIsStoredUnderASecondNameKeepsItsModeAndTime() throws IOException {
        Path users = Files.writeString(temp.resolve("users"), "precious");
        FileTime time = FileTime.from(Instant.ofEpochSecond(1_000_000_000));
        Files.setLastModifiedTime(users, time);
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(users);
        store.stageOut(Files.createLink(temp.resolve("second"), users), Key.of("a"));
        assertThat(Files.getPosixFilePermissions(users)).isEqualTo(mode);
        assertThat(Files.getLastModifiedTime(users)).isEqualTo(time);
    }

    @Test
    void stagingAFileOutToWhereItAlreadyLiesKeepsIt() throws IOException {
        Path file = foreign("a", "hello");
        store.stageOut(file, Key.of("a"));
        assertThat(file).hasContent("hello");
    }

    @Test
    void noLinkInTheStoreIsFollowed() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("dir"), outside);
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
        Path dangling = Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("new"));
        String words = root.resolve("dir") + " is a symbolic link; a store follows none";
        Key below = Key.of("dir/secret");
        assertFails(Kind.ESCAPES, words, () -> store.get(below));
        assertFails(Kind.ESCAPES, words, () -> store.head(below));
        assertFails(Kind.ESCAPES, words, () -> store.put(below, Content.utf8("")));
        assertFails(Kind.ESCAPES, words, () -> store.putIfAbsent(below, Content.utf8("")));
        assertFails(Kind.ESCAPES, words, () -> store.delete(below));
        assertFails(Kind.ESCAPES, words, () -> store.list(Prefix.of("dir/")));
        assertFails(Kind.ESCAPES, words, () -> store.stageIn(below, temp.resolve("in"), Expect.ANYTHING));
        Path out = Files.writeString(temp.resolve("out"), "out");
        assertFails(Kind.ESCAPES, words, () -> store.stageOut(out, below));
        assertFails(Kind.ESCAPES, "file is a symbolic link", () -> store.get(Key.of("file")));
        assertFails(Kind.ESCAPES, dangling + " is", () -> store.put(Key.of("dangling"), Content.utf8("")));
        assertThat(keys()).isEmpty();
        assertThat(outside).isDirectoryContaining("glob:**secret");
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(out).hasContent("out");
    }

    @Test
    void theStoreItselfMayBeALink() throws IOException {
        Files.createDirectories(root);
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        Store linked = Store.open(Location.of(link));
        linked.put(Key.of("a"), Content.utf8("hello"));
        linked.put(Key.of("b/c"), Content.utf8("hello"));
        linked.delete(Key.of("a"));
        assertThat(keys()).containsExactly("b/c");
        assertThat(linked.keyOf(Location.of(root.toRealPath().resolve("b/c")))).contains(Key.of("b/c"));
        assertThat(linked.keyOf(Location.of(link.resolve("b/c")))).contains(Key.of("b/c"));
    }
}
