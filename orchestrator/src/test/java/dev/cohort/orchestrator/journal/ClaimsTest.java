package dev.cohort.orchestrator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
    private static final RunId OTHER = new RunId("20260131-120001-aaaa");

    @TempDir
    private Path folder;

    private Store store;
    private Claims claims;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
        claims = new Claims(store, "p");
    }

    private Optional<Claim> take(Optional<Claim> seen, RunId run) {
        return claims.take(seen, run, Plans.OWNER, Plans.NOON);
    }

    @Test
    void theLastEntryTellsWhoHasIt() {
        assertThat(claims.last()).isEmpty();

        Claim mine = take(claims.last(), Plans.RUN).orElseThrow();

        assertThat(claims.last()).contains(mine);
        assertThat(mine.held()).isTrue();
        assertThat(mine.isFirst()).isTrue();
        claims.release(mine, Plans.NOON);
        assertThat(claims.last()).get().extracting(Claim::held, Claim::run).containsExactly(false, Plans.RUN);
    }

    @Test
    void whoLooksAtAnOldEntryGetsNothing() {
        Optional<Claim> none = claims.last();
        Claim mine = take(none, Plans.RUN).orElseThrow();

        assertThat(take(none, OTHER)).isEmpty();

        claims.release(mine, Plans.NOON);
        assertThat(take(Optional.of(mine), OTHER)).isEmpty();
        assertThat(take(claims.last(), OTHER)).get().extracting(Claim::number).isEqualTo(3L);
    }

    @Test
    void whatWasTakenOverIsNotLetGoByWhoHadIt() {
        Claim mine = take(claims.last(), Plans.RUN).orElseThrow();
        Claim theirs = take(Optional.of(mine), OTHER).orElseThrow();

        claims.release(mine, Plans.NOON);

        assertThat(claims.last()).contains(theirs);
    }

    @Test
    void eachNameHasItsOwn() {
        assertThat(take(claims.last(), Plans.RUN)).isPresent();

        assertThat(new Claims(store, "q").last()).isEmpty();
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Claim>>> takers = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> claims.take(Optional.empty(), Plans.RUN, owner(i), Plans.NOON)))
                    .toList();
            int got = 0;
            for (Future<Optional<Claim>> taker : takers) {
                got += taker.get().isPresent() ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Owner owner(int pid) {
        return new Owner("host", "boot", "pid:[1]", pid, 1, "ann", "1");
    }

    @Test
    void anEntryThatCanNotBeReadIsToldWithAWayOut() {
        store.put(Key.of(".cohort/claims/p/0000000001.json"), Content.utf8("{"));

        assertThatThrownBy(claims::last)
                .isInstanceOf(JournalFault.class)
                .hasMessageStartingWith("Who writes the results of p can't be read: ")
                .hasMessageEndingWith(
                        "If no run of that name is under way, remove " + folder + "/.cohort/claims/p/0000000001.json");
    }
}
