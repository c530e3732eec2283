package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs come from the store and from elsewhere by the same words. */
class InputsTest {
    @TempDir
    Path temp;

    Path root;
    Store store;
    Inputs inputs;
    Path target;

    @BeforeEach
    void open() {
        root = temp.resolve("store");
        store = Store.open(Location.of(root));
        inputs = new Inputs(store);
        target = temp.resolve("task/in/x/file");
    }

    private Location outside(String name, String text) throws IOException {
        return Location.of(Files.writeString(temp.resolve(name), text));
    }

    @Test
    void aStoredFileIsKnownByItsLocation() {
        Written receipt = store.put(Key.of("a"), Content.utf8("hello"));
        Location file = store.locationOf(Key.of("a"));
        assertThat(inputs.stat(file)).contains(receipt.file().stat());
        assertThat(inputs.stageIn(file, target, Expect.sha256(receipt.sha256())).path())
                .hasContent("hello");
    }

    @Test
    void aFileElsewhereHasSizeAndTimeForItsIdentity() throws IOException {
        Location file = outside("a.bam", "reads");
        Stat stat = inputs.stat(file).orElseThrow();
        assertThat(stat.size()).isEqualTo(5);
        assertThat(stat.etag())
                .isEqualTo("5-"
                        + Files.getLastModifiedTime(temp.resolve("a.bam"))
                                .to(java.util.concurrent.TimeUnit.NANOSECONDS));
        Staged staged = inputs.stageIn(file, target, Expect.etag(stat.etag()));
        assertThat(target).hasContent("reads").isSymbolicLink();
        assertThat(staged.origin()).isEqualTo(file);
        staged.requireUnchanged();
    }

    @Test
    void aFileElsewhereThatChangedSinceThePlanIsTold() throws IOException {
        Location file = outside("a.bam", "reads");
        Expect planned = Expect.etag(inputs.stat(file).orElseThrow().etag());
        outside("a.bam", "more reads");
        assertFails(Kind.CHANGED, file + " is no longer what it was", () -> inputs.stageIn(file, target, planned));
        assertFails(Kind.CHANGED, file + " is no longer what it was", () -> inputs.copyIn(file, target, planned));
        assertThat(target).doesNotExist();
    }

    @Test
    void whatIsMissingOrNoFileIsTold() throws IOException {
        Location missing = Location.of(temp.resolve("no.bam"));
        assertThat(inputs.stat(missing)).isEmpty();
        assertFails(
                Kind.NOT_FOUND, "There is no file " + missing, () -> inputs.stageIn(missing, target, Expect.ANYTHING));
        assertFails(
                Kind.NOT_FOUND, "There is no file " + missing, () -> inputs.copyIn(missing, target, Expect.ANYTHING));
        assertFails(Kind.OBSTRUCTED, temp + " is a directory. Name a file.", () -> inputs.stat(Location.of(temp)));
    }

    @Test
    void whereNoFileCanBeThereIsNone() throws IOException {
        Path file = Files.writeString(temp.resolve("a.txt"), "a");

        assertThat(inputs.stat(Location.of(file.resolve("below.txt")))).isEmpty();
        assertThat(inputs.stat(Location.of(temp.resolve("x".repeat(300))))).isEmpty();
    }

    @Test
    void linksAreFollowedEvenOutOfTheStore() throws IOException {
        outside("S1.bam", "reads");
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("bam"), temp);
        Location linked = store.locationOf(Key.of("bam/S1.bam"));
        assertThat(store.keyOf(linked)).isEmpty();
        assertThat(inputs.stat(linked)).map(Stat::size).contains(5L);
        assertThat(inputs.stageIn(linked, target, Expect.ANYTHING).path()).hasContent("reads");
    }

    @Test
    void aCopyMayBeWrittenToAndItsOriginStays() throws IOException {
        Location file = outside("a.bam", "reads");
        Staged copy = inputs.copyIn(file, target, Expect.ANYTHING);
        Files.writeString(copy.path(), "changed");
        assertThat(temp.resolve("a.bam")).hasContent("reads");
    }
}
