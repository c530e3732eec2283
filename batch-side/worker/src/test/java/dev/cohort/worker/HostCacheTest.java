package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.store.Location;
import dev.cohort.store.Staged;
import dev.cohort.store.Stat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks of one host share, with fetches that are counted. */
class HostCacheTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path home;

    private HostCache cache;
    private long free = PLENTY;
    private int fetched;
    private int tasks;

    @BeforeEach
    void open() {
        cache = new HostCache(home.resolve("cache"), () -> free);
    }

    private static Location at(String key) {
        return new Location.S3("bucket", key);
    }

    private static Stat version(String etag) {
        return new Stat(4, Instant.EPOCH, etag);
    }

    private Path stage(String key, String etag) throws IOException {
        Path target = home.resolve("task-" + ++tasks).resolve("in/file");
        cache.stage(at(key), version(etag), target, path -> {
            fetched++;
            return fetch(path, key + etag);
        });
        return target;
    }

    private static Staged fetch(Path path, String text) {
        try {
            Files.writeString(path, text);
            return Staged.at(path, at("any"), version("any"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files that are kept, by a name within an entry. */
    private Path only(String name) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void oneFetchServesAllTasksAndAnotherVersionIsAnotherFile() throws IOException {
        assertThat(stage("a", "1")).hasContent("a1");
        assertThat(stage("a", "1")).hasContent("a1");
        assertThat(fetched).isEqualTo(1);
        assertThat(stage("a", "2")).hasContent("a2");
        assertThat(stage("b", "1")).hasContent("b1");
        assertThat(fetched).isEqualTo(3);
    }

    @Test
    void whatAKillLeftHalfIsFetchedAgain() throws IOException {
        stage("a", "1");
        Files.move(only("file"), only("file").resolveSibling("arriving"));
        Files.writeString(only("arriving"), "ha");
        assertThat(stage("a", "1")).hasContent("a1");
        assertThat(fetched).isEqualTo(2);
    }

    @Test
    void whatWasWrittenIntoIsFetchedAgain() throws IOException {
        stage("a", "1");
        Files.writeString(only("file"), "spoiled by somebody");
        assertThat(stage("a", "1")).hasContent("a1");
    }

    @Test
    void aFetchThatFailsLeavesNothing() throws IOException {
        Path target = home.resolve("in");
        assertThatThrownBy(() -> cache.stage(at("a"), version("1"), target, path -> {
                    throw new IllegalStateException("torn");
                }))
                .hasMessage("torn");
        assertThat(target).doesNotExist();
        assertThat(stage("a", "1")).hasContent("a1");
    }

    @Test
    void whatWasUsedLongestAgoGoesWhenSpaceIsShortAndStaysWithItsReaders() throws IOException {
        Path reader = stage("old", "1");
        Files.setLastModifiedTime(only("note"), FileTime.from(Instant.EPOCH));
        free = 0;

        stage("new", "1");

        assertThat(reader).hasContent("old1");
        assertThat(stage("new", "1")).hasContent("new1");
        assertThat(fetched).isEqualTo(2);
        stage("old", "1");
        assertThat(fetched).as("the old one was taken out").isEqualTo(3);
    }

    @Test
    void itLiesWhereItIsToldToOrBesideScratch() throws IOException {
        Path chosen = home.resolve("chosen");
        HostCache.of(Map.of("COHORT_CACHE", chosen.toString()), home.resolve("x/scratch"))
                .stage(at("a"), version("1"), home.resolve("one"), path -> fetch(path, "text"));
        HostCache.of(Map.of(), home.resolve("x/scratch"))
                .stage(at("a"), version("1"), home.resolve("two"), path -> fetch(path, "text"));
        assertThat(chosen).isNotEmptyDirectory();
        assertThat(home.resolve("x/cache")).isNotEmptyDirectory();
    }
}
