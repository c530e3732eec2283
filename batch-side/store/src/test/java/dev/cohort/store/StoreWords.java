package dev.cohort.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The words in which the contract is written. */
public interface StoreWords {
    /** The store of this test, which was empty at its start. */
    Store store();

    /** A directory of this test, outside of the store. */
    Path local();

    /** The same data through another client, as another process would open it. */
    Store again(Store store) throws Exception;

    static Key key(String text) {
        return Key.of(text);
    }

    default Written put(String key, String text) {
        return store().put(key(key), Content.utf8(text));
    }

    default String read(String key) {
        return text(store().get(key(key)));
    }

    static String text(Opened opened) {
        try (opened) {
            return new String(opened.bytes(), UTF_8);
        }
    }

    default List<String> keys(String prefix) {
        try (Stream<Stored> files = store().list(Prefix.of(prefix))) {
            return files.map(file -> file.key().text()).toList();
        }
    }

    default Path localFile(String name, String text) throws IOException {
        Path file = local().resolve(name);
        Files.createDirectories(LocalFile.parent(file));
        return Files.writeString(file, text);
    }

    /** Which version of which file; when it came, S3 tells only later, so a receipt may be a moment off. */
    static List<Object> version(Stored file) {
        return List.of(file.key(), file.size(), file.etag());
    }

    static void assertFails(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreFailure.class, failure -> {
            assertThat(failure).hasMessageContaining(words);
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        });
    }

    /** What one of several threads does. */
    interface Part<T> {
        T of(int thread) throws Exception;
    }

    static <T> List<T> together(int threads, Part<T> part) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                parts.add(() -> part.of(thread));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(parts)) results.add(outcome(future));
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T outcome(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
