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
        assertThat(first).map(Written::file).isEqualTo(store().head(key("claim")));
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
        int threads = 8;
        for (int round = 0; round < 20; round++) {
            Key claim = key("claims/" + round);
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Optional<Written>> receipts = together(threads, i -> {
                start.await();
                return store().putIfAbsent(claim, Content.utf8("claimant " + i));
            });
            assertThat(receipts.stream().filter(Optional::isPresent)).hasSize(1);
            int winner = IntStream.range(0, threads)
                    .filter(i -> receipts.get(i).isPresent())
                    .findFirst()
                    .orElseThrow();
            assertThat(read(claim.text())).isEqualTo("claimant " + winner);
        }
    }
}
