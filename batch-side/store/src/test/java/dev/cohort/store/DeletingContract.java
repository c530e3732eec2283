package dev.cohort.store;

import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.together;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is deleted is gone, and only that. */
interface DeletingContract extends StoreWords {
    @Test
    default void aDeletedFileIsGoneAndItsNeighboursStay() {
        put("f/a", "");
        put("f/b", "");
        store().delete(key("f/a"));
        assertThat(keys("")).containsExactly("f/b");
        assertThat(store().head(key("f/a"))).isEmpty();
    }

    @Test
    default void whatIsGoneMayBeDeletedAgain() {
        store().delete(key("never/there"));
        put("a", "");
        store().delete(key("a"));
        store().delete(key("a"));
        store().delete(key("a/below"));
        assertThat(keys("")).isEmpty();
    }

    @Test
    default void aFolderIsNotDeletedByItsName() {
        put("f/a", "");
        store().delete(key("f"));
        assertThat(keys("")).containsExactly("f/a");
    }

    @Test
    default void aNameMayBeAFolderAfterItWasAFile() {
        put("a", "");
        store().delete(key("a"));
        put("a/b", "");
        store().delete(key("a/b"));
        put("a", "");
        assertThat(keys("")).containsExactly("a");
    }

    @Test
    default void puttingAndDeletingInOneFolderNeverFails() throws Exception {
        together(4, thread -> {
            for (int i = 0; i < 300; i++) {
                Key key = key("deep/er/" + thread);
                store().put(key, Content.utf8("x"));
                assertThat(store().head(key)).isPresent();
                store().delete(key);
            }
            return true;
        });
        assertThat(keys("")).isEmpty();
    }
}
