package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real disks that are full, read-only, or not the one that the store is on. */
class DiskTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path temp;

    private static Written put(Store store, String key, int bytes) {
        return store.put(Key.of(key), Content.of(new byte[bytes]));
    }

    private static List<String> keys(Store store) {
        return store.list(Prefix.ALL).map(file -> file.key().text()).toList();
    }

    private static void assertNothingTemporary(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(".cohort/local/temporary"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFullDiskIsToldAndLeavesNothingHalf() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, "size=1m")) {
            Path root = disk.path().resolve("store");
            Store store = Store.open(Location.of(root));
            put(store, "a", 1000);
            assertFails(
                    Kind.DISK_FULL,
                    "Cannot write " + root.resolve("b") + ": its disk has no space left for it (",
                    () -> put(store, "b", 2 * MIB));
            assertFails(Kind.DISK_FULL, "Free some space there", () -> put(store, "a", 2 * MIB));
            assertFails(
                    Kind.DISK_FULL,
                    root.resolve("c").toString(),
                    () -> store.putIfAbsent(Key.of("c"), Content.of(new byte[2 * MIB])));
            assertThat(keys(store)).containsExactly("a");
            assertThat(store.head(Key.of("a"))).map(Stored::size).contains(1000L);
            assertNothingTemporary(root);
            put(store, "b", MIB / 2);
            assertThat(store.freeBytes()).isLessThan(MIB);
        }
    }

    @Test
    void aFileFromAnotherDiskStaysWhereItIsUntilItIsStored() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, "size=1m")) {
            Path root = disk.path().resolve("store");
            Store store = Store.open(Location.of(root));
            Path small = Files.write(temp.resolve("small"), new byte[1000]);
            Path large = Files.write(temp.resolve("large"), new byte[2 * MIB]);
            Written receipt = store.stageOut(small, Key.of("small"));
            assertThat(small).doesNotExist();
            assertThat(store.head(Key.of("small"))).contains(receipt.file());
            assertFails(Kind.DISK_FULL, root.resolve("large").toString(), () -> store.stageOut(large, Key.of("large")));
            assertThat(large).hasSize(2 * MIB);
            assertThat(keys(store)).containsExactly("small");
            assertNothingTemporary(root);
        }
    }

    @Test
    void aFullDiskIsToldOfAStagedCopyToo() throws Exception {
        Store store = Store.open(Location.of(temp.resolve("store")));
        put(store, "a", 2 * MIB);
        try (SmallDisk scratch = SmallDisk.mount(temp, "size=1m")) {
            Path target = scratch.path().resolve("in/a");
            assertFails(
                    Kind.DISK_FULL,
                    "to " + target + ": its disk has no space left",
                    () -> store.copyIn(Key.of("a"), target, Expect.ANYTHING));
            assertThat(target).doesNotExist();
            assertThat(store.stageIn(Key.of("a"), target, Expect.ANYTHING).path())
                    .hasSize(2 * MIB);
        }
    }

    @Test
    void aDiskWithoutInodesIsFullAsWell() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, "size=1m,nr_inodes=12")) {
            Store store = Store.open(Location.of(disk.path().resolve("store")));
            assertFails(Kind.DISK_FULL, "its disk has no space left", () -> {
                for (int i = 0; i < 20; i++) put(store, "f" + i, 0);
            });
        }
    }

    @Test
    void aReadOnlyStoreIsReadAndRefusesTheRest() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, "size=1m")) {
            Path root = disk.path().resolve("store");
            put(Store.open(Location.of(root)), "a/b", 10);
            Path out = Files.writeString(temp.resolve("out"), "out");
            disk.makeReadOnly();
            Store store = Store.open(Location.of(root));
            Key key = Key.of("a/b");
            String words = "the file system is mounted read-only. Mount it for writing, or use another store.";
            assertFails(Kind.READ_ONLY, words, () -> put(store, "a/b", 1));
            assertFails(Kind.READ_ONLY, words, () -> store.putIfAbsent(Key.of("c"), Content.utf8("c")));
            assertFails(Kind.READ_ONLY, words, () -> store.stageOut(out, key));
            assertFails(Kind.READ_ONLY, words, () -> store.delete(key));
            assertThat(out).hasContent("out");
            assertThat(keys(store)).containsExactly("a/b");
            assertThat(store.stageIn(key, temp.resolve("in"), Expect.ANYTHING).path())
                    .hasSize(10);
            try (Opened opened = store.get(key)) {
                assertThat(opened.bytes()).hasSize(10);
            }
        }
    }

    @Test
    void aDiskMountedInsideTheStoreIsTold() throws Exception {
        Path root = temp.resolve("store");
        try (SmallDisk inside = SmallDisk.mount(Files.createDirectories(root.resolve("results")), "size=1m")) {
            Store store = Store.open(Location.of(root));
            String key = "results/" + inside.path().getFileName() + "/a";
            assertFails(Kind.UNSUPPORTED, "its file system cannot do this", () -> put(store, key, 1));
            assertThat(keys(store)).isEmpty();
        }
    }
}
