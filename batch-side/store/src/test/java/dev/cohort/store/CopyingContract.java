package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import org.junit.jupiter.api.Test;

/** What is copied is there twice, and only as it was listed. */
interface CopyingContract extends StoreWords {
    @Test
    default void aCopyHasTheBytesAndAKeyOfItsOwn() {
        Stored from = put("a b/ü", "hello").file();
        Stored copy = store().copy(from, key("copies/a"));
        assertThat(read("copies/a") + read("a b/ü")).isEqualTo("hellohello");
        assertThat(store().head(key("copies/a")).map(StoreWords::version)).contains(version(copy));
    }

    @Test
    default void itReplacesWhatIsThere() {
        put("b", "old, and longer");
        store().copy(put("a", "new").file(), key("b"));
        assertThat(read("b")).isEqualTo("new");
    }

    @Test
    default void anEmptyFileIsCopiedToo() {
        store().copy(put("a", "").file(), key("b"));
        assertThat(read("b")).isEmpty();
    }

    @Test
    default void whatHasChangedSinceItWasListedIsNotCopied() {
        Stored listed = put("a", "hello").file();
        put("a", "HELLO");
        assertFails(Kind.CHANGED, "a is no longer what it was", () -> store().copy(listed, key("b")));
        assertThat(keys("")).containsExactly("a");
    }

    @Test
    default void whatIsGoneCannotBeCopied() {
        Stored listed = put("a", "hello").file();
        store().delete(key("a"));
        assertFails(Kind.NOT_FOUND, "There is no a in the store", () -> store().copy(listed, key("b")));
    }
}
