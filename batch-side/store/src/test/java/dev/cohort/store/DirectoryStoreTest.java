package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only a directory has: foreign files, leftovers, and a name that is a file or a directory. */
class DirectoryStoreTest extends OpenedDirectory {
    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".cohort/local/temporary"))) {
            return files.toList();
        }
    }

    @Test
    void openingAndReadingMakesNothing() {
        keys();
        store.head(Key.of("a"));
        store.delete(Key.of("a"));
        assertThat(store.freeBytes()).isPositive();
        assertThat(root).doesNotExist();
    }

    @Test
    void aFileIsNoStore() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertFails(Kind.OBSTRUCTED, file + " is no directory", () -> Store.open(Location.of(file)));
    }

    @Test
    void filesLieWhereAPersonWouldLook() {
        put("results/fusion/picard/S1/r1.fq.gz", "reads");
        assertThat(root.resolve("results/fusion/picard/S1/r1.fq.gz")).hasContent("reads");
    }

    @Test
    void whatAPersonPutsThereIsInTheStore() throws IOException {
        foreign("bam/S1.bam", "reads");
        assertThat(keys()).containsExactly("bam/S1.bam");
        assertThat(store.head(Key.of("bam/S1.bam"))).map(Stored::size).contains(5L);
    }

    @Test
    void aForeignOverwriteChangesTheEtagEvenAtTheSameSize() throws IOException {
        Path file = foreign("a", "hello");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000, 123_456_788)));
        String before = store.head(Key.of("a")).orElseThrow().etag();
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000, 123_456_789)));
        assertThat(before).isEqualTo("5-1700000000123456788");
        assertFails(Kind.CHANGED, before, () -> store.get(Key.of("a"), ByteRange.ALL, Expect.etag(before)));
    }

    @Test
    void aStoreThatWasCopiedWithItsTimesIsTheSame() throws Exception {
        Written original = put("a", "hello");
        Path copy = temp.resolve("copy");
        run("cp", "-a", root.toString(), copy.toString());
        assertThat(Store.open(Location.of(copy)).head(Key.of("a"))).contains(original.file());
    }

    @Test
    void aFileThatShrinksWhileItIsReadIsTold() throws IOException {
        Path file = foreign("a", "0123456789");
        try (Opened opened = store.get(Key.of("a"))) {
            opened.body().readNBytes(3);
            Files.writeString(file, "0");
            assertFails(Kind.CHANGED, file + " became shorter while it was read", opened::bytes);
        }
    }

    @Test
    void aFileAndADirectoryCannotShareAName() throws IOException {
        put("a", "file");
        put("d/x", "file");
        assertFails(
                Kind.OBSTRUCTED,
                "Cannot write " + root.resolve("a")
                        + ": something else is in its place or on the way to it. Move it away",
                () -> put("a/b/c", "below a file"));
        assertFails(Kind.OBSTRUCTED, root.resolve("d").toString(), () -> put("d", "over a directory"));
        assertFails(
                Kind.OBSTRUCTED,
                root.resolve("d").toString(),
                () -> store.putIfAbsent(Key.of("d"), Content.utf8("over a directory")));
        Path out = Files.writeString(temp.resolve("out"), "out");
        assertFails(Kind.OBSTRUCTED, root.resolve("a").toString(), () -> store.stageOut(out, Key.of("a/b")));
        assertThat(out).hasContent("out");
        assertThat(keys()).containsExactly("a", "d/x");
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void theLastFileTakesItsDirectoriesAlong() throws IOException {
        put("a/b/c/d", "");
        put("a/x", "");
        store.delete(Key.of("a/b/c/d"));
        assertThat(root.resolve("a/b")).doesNotExist();
        store.delete(Key.of("a/x"));
        assertThat(root.resolve("a")).doesNotExist();
        assertThat(root).isDirectory();
    }

    @Test
    void emptyDirectoriesAreNoFolders() throws IOException {
        Files.createDirectories(root.resolve("runs/empty/deep"));
        put("runs/r1/a", "");
        assertThat(store.folders(Prefix.of("runs/"))).containsExactly(Prefix.of("runs/r1/"));
    }

    @Test
    void whatIsNoFileAndWhatCannotBeNamedIsNotListed() throws Exception {
        put("a", "");
        run("mkfifo", root.resolve("pipe").toString());
        run("sh", "-c", "cd '" + root + "' && touch \"$(printf 'latin1-\\374')\" && mkdir \"$(printf 'dir-\\374')\"");
        assertThat(keys()).containsExactly("a");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void noTemporaryFileIsLeftBehind() throws IOException {
        put("a", "1");
        put("a", "2");
        store.putIfAbsent(Key.of("b"), Content.utf8("1"));
        store.putIfAbsent(Key.of("b"), Content.utf8("2"));
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void leftoversOfKilledWritersAreSweptWhenTheyAreOld() throws IOException {
        Path old = foreign(".cohort/local/temporary/old", "half a fi");
        Path young = foreign(".cohort/local/temporary/young", "half a fi");
        Files.setLastModifiedTime(
                old, FileTime.from(Instant.now().minus(TemporaryFiles.ABANDONED).minusSeconds(60)));
        assertThat(keys()).isEmpty();
        assertThat(old).exists();
        put("a", "");
        assertThat(temporaryFiles()).containsExactly(young);
    }

    @Test
    void aPathBeyondWhatLinuxTakesIsTold() {
        Path deep = root;
        while (deep.toString().length() < 3900) deep = deep.resolve("d".repeat(200));
        Store far = Store.open(Location.of(deep));
        Key key = Key.of("f".repeat(250));
        assertFails(Kind.BAD_NAME, "is longer than 4095 bytes. Use shorter names", () -> far.head(key));
    }

    @Test
    void filesOfMoreThan5GiBAreListedRangedAndLinked() throws IOException {
        long size = (5L << 30) + 7;
        sparse(foreign("big", ""), size);
        assertThat(store.head(Key.of("big"))).map(Stored::size).contains(size);
        assertThat(store.list(Prefix.ALL).map(Stored::size)).containsExactly(size);
        try (Opened end = store.get(Key.of("big"), ByteRange.from(size - 3), Expect.ANYTHING)) {
            assertThat(end.bytes()).asString().isEqualTo("END");
        }
        Staged staged = store.stageIn(Key.of("big"), temp.resolve("in/big"), Expect.ANYTHING);
        assertThat(staged.path()).hasSize(size);
    }

    /** Past the int, which is what could go wrong in the hashing; all of it is read, so it is no larger than that. */
    @Test
    void aFileOfMoreThan2GiBIsHashedAndMoved() throws IOException {
        long size = (2L << 30) + 7;
        Written receipt = store.stageOut(sparse(temp.resolve("big"), size), Key.of("big"));
        assertThat(receipt.file().size()).isEqualTo(size);
        assertThat(store.head(Key.of("big"))).contains(receipt.file());
    }

    private static Path sparse(Path file, long size) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(size - 3);
            out.writeBytes("END");
        }
        return file;
    }

    @Test
    void aBigCopyIsWholeAndItsChecksumKnown() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new java.util.Random(3).nextBytes(bytes);
        Written receipt = store.put(Key.of("a"), Content.of(bytes));
        assertThat(root.resolve("a")).hasBinaryContent(bytes);
        assertThat(receipt.sha256()).isEqualTo(Sha256.of(root.resolve("a")));
    }

    @Test
    void anInterruptedWriterSaysSoAndLeavesNothing() {
        Thread.currentThread().interrupt();
        assertFails(Kind.INTERRUPTED, "it was interrupted", () -> put("a", "hello"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(keys()).isEmpty();
    }
}
