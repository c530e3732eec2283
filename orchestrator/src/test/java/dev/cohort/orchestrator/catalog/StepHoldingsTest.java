package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutcomeKey.Status;
import dev.cohort.orchestrator.plan.Holdings.Held;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepHoldingsTest {
    private static final OutcomeKey FAILED = key(Status.FAILED, "1");
    private static final OutcomeKey GONE = key(Status.OK, "2");
    private static final OutcomeKey THERE = key(Status.OK, "f");

    private final StepHoldings holdings = new StepHoldings(2, new LeftFiles(List.of(), Set.of(), 2));

    @Test
    void nothingIsHeldOfALaneThatLeftNothing() {
        holdings.add(1, THERE, List.of());

        assertThat(holdings.at(0)).isEmpty();
        assertThat(holdings.at(1)).isPresent();
    }

    @Test
    void theBestOfSeveralCountsInWhateverOrder() {
        holdings.add(0, FAILED, null);
        holdings.add(0, THERE, List.of());
        holdings.add(0, GONE, null);
        holdings.add(1, THERE, List.of());
        holdings.add(1, FAILED, null);

        assertThat(holdings.at(0)).map(Held::filesThere).contains(true);
        assertThat(holdings.at(0)).map(held -> held.key().def()).contains(THERE.def());
        assertThat(holdings.at(1)).map(held -> held.key().def()).contains(THERE.def());
    }

    @Test
    void aResultWhoseFilesAreGoneOutweighsAFailure() {
        holdings.add(0, FAILED, null);
        holdings.add(0, GONE, null);

        assertThat(holdings.at(0)).map(Held::filesThere).contains(false);
        assertThat(holdings.at(0)).map(held -> held.key().status()).contains(Status.OK);
    }

    @Test
    void keepsAllDigitsOfEachDigest() {
        OutcomeKey key = new OutcomeKey(
                Status.OK, "0123456789abcdef", "fedcba9876543210", "8000000000000000", "0000000000000001");
        holdings.add(0, key, List.of());

        Held held = holdings.at(0).orElseThrow();
        assertThat(held.key().def()).isEqualTo(key.def());
        assertThat(held.key().in()).isEqualTo(key.in());
        assertThat(held.key().content()).isEqualTo(key.content());
    }

    private static OutcomeKey key(Status status, String digit) {
        String digest = digit.repeat(16);
        return new OutcomeKey(status, digest, digest, digest, digest);
    }
}
