package dev.cohort.store;

import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for a store as a whole. */
interface AroundContract extends StoreWords {
    @Test
    default void anotherClientSeesTheSame() throws Exception {
        put("a", "hello");
        try (Store other = again(store())) {
            assertThat(text(other.get(key("a")))).isEqualTo("hello");
            assertThat(other.head(key("a"))).isEqualTo(store().head(key("a")));
            other.put(key("b"), Content.utf8("world"));
        }
        assertThat(read("b")).isEqualTo("world");
    }

    @Test
    default void syncTakesFilesThatAreThereAndThatAreNot() {
        put("a/b/c", "hello");
        store().sync(List.of(key("a/b/c"), key("never/there")));
        assertThat(read("a/b/c")).isEqualTo("hello");
    }

    @Test
    default void thereIsSpace() {
        assertThat(store().freeBytes()).isPositive();
    }

    @Test
    default void aKeyAndItsLocationBelongTogether() {
        Key key = key("results/a b/ü.txt");
        assertThat(store().keyOf(store().locationOf(key))).contains(key);
        assertThat(store().locationOf(key)).isEqualTo(store().location().resolve(key));
        assertThat(store().locationOf(key).toString())
                .startsWith(store().location().toString())
                .endsWith("/results/a b/ü.txt");
        assertThat(store().keyOf(Location.of(local().resolve("elsewhere")))).isEmpty();
        assertThat(store().keyOf(store().location())).isEmpty();
    }
}
