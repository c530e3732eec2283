package dev.cohort.store;

import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.together;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of many who put, one wins. */
interface PuttingIfAbsentContract extends StoreWords {
    @Test
    default void theFirstPutsAndTheSecondDoesNot() {
        Optional<Written> first = store().putIfAbsent(key("claim"), Content.utf8("mine"));
        Optional<Written> second = store().putIfAbsent(key("claim"), Content.utf8("no, mine"));
        assertThat(first.map(Written::file).map(StoreWords::version))
                .isEqualTo(store().head(key("claim")).map(StoreWords::version));
        assertThat(second).isEmpty();
        assertThat(read("claim")).isEqualTo("mine");
    }

    @Test
    default void anEmptyFileIsThereToo() {
        put("claim", "");
        assertThat(store().putIfAbsent(key("claim"), Content.utf8("mine"))).isEmpty();
    }

    @Test
    default void afterADeleteItIsFreeAgain() {
        put("claim", "old");
        store().delete(key("claim"));
        assertThat(store().putIfAbsent(key("claim"), Content.utf8("new"))).isPresent();
    }

    @Test
    default void ofManyThreadsExactlyOneWinsEachKey() throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        List<List<Integer>> won = together(4, thread -> {
            start.await();
            return IntStream.range(0, 250)
                    .filter(i -> store().putIfAbsent(key("claims/" + i), Content.utf8("claimant " + thread))
                            .isPresent())
                    .boxed()
                    .toList();
        });
        assertThat(won.stream().mapToInt(List::size).sum()).isEqualTo(250);
        for (int thread = 0; thread < 4; thread++)
            for (int i : won.get(thread)) assertThat(read("claims/" + i)).isEqualTo("claimant " + thread);
    }
}
