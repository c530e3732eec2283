package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Content;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Opened;
import dev.cohort.store.Prefix;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Sha256;
import dev.cohort.store.Staged;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import dev.cohort.store.Stored;
import dev.cohort.store.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is larger than a part goes and comes in several, at the same time, and is one object all the same. */
class LargeObjectsTest {
    private static final int SIZE = 2 * Testing.PART + 12_345;
    private static final byte[] BYTES = bytes();
    private static final Key BIG = Key.of("big");

    @TempDir
    Path local;

    Location.S3 location;
    Store store;

    @BeforeEach
    void open() {
        location = new Location.S3(Testing.newBucket(), "in/a/prefix");
        store = Testing.s3().store(location, S3Settings.DEFAULT);
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private Path file(String name) throws IOException {
        return Files.write(local.resolve(name), BYTES);
    }

    @Test
    void aLargeFileIsStoredInPartsAndFetchedInRanges() throws IOException {
        Written written = store.stageOut(file("out"), BIG);
        assertThat(written.sha256()).isEqualTo(Sha256.of(BYTES));
        assertThat(written.file().etag()).endsWith("-3");
        assertThat(store.head(BIG).orElseThrow().size()).isEqualTo(SIZE);

        Staged staged = store.stageIn(BIG, local.resolve("in/big"), Expect.sha256(written.sha256()));
        assertThat(Files.readAllBytes(staged.path())).isEqualTo(BYTES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(staged.path())))
                .isEqualTo("r--r--r--");
        staged.requireUnchanged();
    }

    @Test
    void itIsReadAsAStreamAndByRangesToo() throws IOException {
        store.put(BIG, Content.of(BYTES));
        try (Opened opened = store.get(BIG, ByteRange.ALL, Expect.sha256(Sha256.of(BYTES)))) {
            assertThat(opened.bytes()).isEqualTo(BYTES);
        }
        try (Opened opened = store.get(BIG, ByteRange.of(Testing.PART - 2, 4), Expect.ANYTHING)) {
            assertThat(opened.file().size()).isEqualTo(SIZE);
            assertThat(opened.bytes())
                    .containsExactly(java.util.Arrays.copyOfRange(BYTES, Testing.PART - 2, Testing.PART + 2));
        }
    }

    @Test
    void otherBytesThanExpectedAreToldAndLeaveNothing() {
        store.put(BIG, Content.of(BYTES));
        Path target = local.resolve("big");
        assertThatThrownBy(() -> store.stageIn(BIG, target, Expect.sha256(Sha256.of(new byte[0]))))
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
                .hasMessageContaining("/big does not hold the bytes it should: SHA-256 ");
        assertThat(target).doesNotExist();
    }

    @Test
    void aLargeOneIsPutOnlyWhereThereIsNone() {
        assertThat(store.putIfAbsent(BIG, Content.of(BYTES))).isPresent();
        assertThat(store.putIfAbsent(BIG, Content.of(new byte[SIZE]))).isEmpty();
        assertThat(store.get(BIG).bytes()).isEqualTo(BYTES);
    }

    @Test
    void whatIsLargerThanACopyMayBeIsCopiedInParts() {
        Stored from = store.put(BIG, Content.of(BYTES)).file();
        Stored copy = store.copy(from, Key.of("copy of it"));
        assertThat(copy.size()).isEqualTo(SIZE);
        assertThat(store.get(Key.of("copy of it")).bytes()).isEqualTo(BYTES);
    }

    @Test
    void aFileThatIsWrittenToMeanwhileIsRefusedAndLeavesNoParts() {
        AtomicInteger readings = new AtomicInteger();
        Content changing = new Content() {
            @Override
            public long size() {
                return SIZE;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(readings.getAndIncrement() == 0 ? BYTES : new byte[SIZE]);
            }
        };
        assertThatThrownBy(() -> store.put(BIG, changing))
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED))
                .hasMessageContaining(
                        "Cannot write s3://" + location.bucket() + "/in/a/prefix/big: other bytes came to S3")
                .hasMessageContaining("Store a file only when it is finished");
        assertThat(store.head(BIG)).isEmpty();
        assertThat(unfinished()).isZero();
    }

    @Test
    void aFileThatBecameShorterIsRefusedAndLeavesNoParts() {
        Content shorter = new Content() {
            @Override
            public long size() {
                return SIZE;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(BYTES, 0, SIZE - 1);
            }
        };
        assertThatThrownBy(() -> store.put(BIG, shorter))
                .hasMessageContaining("had " + SIZE + " bytes, but " + (SIZE - 1) + " came");
        assertThat(unfinished()).isZero();
    }

    private int unfinished() {
        return Testing.CONNECTION
                .client()
                .listMultipartUploads(request -> request.bucket(location.bucket()))
                .uploads()
                .size();
    }

    @Test
    void manySmallFilesGoAndComeTogether() throws IOException {
        Path out = Files.createDirectories(local.resolve("out/deep"));
        for (int i = 0; i < 60; i++) Files.writeString(out.resolve("f" + (100 + i)), "file " + i);
        Files.write(out.resolve("large"), BYTES);
        List<Written> written = store.stageOut(local.resolve("out"), Prefix.of("many/"));
        assertThat(written.stream().map(one -> one.file().key().name()).toList())
                .hasSize(61)
                .isSorted();
        assertThat(out).isEmptyDirectory();

        List<Staged> staged = store.stageIn(Prefix.of("many/"), local.resolve("in"));
        assertThat(staged.stream()
                        .map(one -> one.path().getFileName().toString())
                        .toList())
                .hasSize(61)
                .isSorted();
        assertThat(local.resolve("in/deep/f142")).hasContent("file 42");
        assertThat(Files.readAllBytes(local.resolve("in/deep/large"))).isEqualTo(BYTES);
    }

    @Test
    void aListingOfSeveralPagesIsOneListing() {
        IntStream.range(0, 1100).parallel().forEach(i -> store.put(Key.of("many/" + (1000 + i)), Content.utf8("x")));
        assertThat(store.list(Prefix.of("many/")).map(file -> file.key().name()))
                .hasSize(1100)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingOutsideOfThePrefixIsSeen() {
        Store neighbour = Testing.s3().store(new Location.S3(location.bucket(), "in/a/prefix2"), S3Settings.DEFAULT);
        neighbour.put(Key.of("a"), Content.utf8("theirs"));
        store.put(Key.of("a"), Content.utf8("ours"));
        assertThat(store.list(Prefix.ALL).map(file -> file.key().text())).containsExactly("a");
        assertThat(store.keyOf(neighbour.locationOf(Key.of("a")))).isEmpty();
        assertThat(store.keyOf(new Location.S3(location.bucket(), "in/a/prefix/x/y")))
                .contains(Key.of("x/y"));
        assertThat(store.keyOf(new Location.S3("another-bucket", "in/a/prefix/x/y")))
                .isEmpty();
    }

    @Test
    void aKeyThatDoesNotFitBehindThePrefixIsTold() {
        String longest = ("d".repeat(200) + "/").repeat(5) + "f".repeat(19);
        assertThatThrownBy(() -> store.put(Key.of(longest), Content.utf8("")))
                .isInstanceOfSatisfying(
                        StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_NAME))
                .hasMessageContaining(
                        "is longer than 1024 bytes. Use shorter names, or a store with a shorter prefix.");
    }
}
