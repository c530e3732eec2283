package dev.cohort.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Settings are read by type, and a wrong one is told in a sentence. */
class WithTest {
    private static final With GIVEN =
            new With(Map.of("kmer", "31", "rate", "0.5", "fast", "true", "strand", "rf", "word", "many", "nan", "NaN"));
    private static final With NONE = new With(Map.of());

    @Test
    void readsEachTypeAsGiven() {
        assertThat(GIVEN.text("strand")).isEqualTo("rf");
        assertThat(GIVEN.integer("kmer")).isEqualTo(31);
        assertThat(GIVEN.integer("kmer", 5, 3, 31)).isEqualTo(31);
        assertThat(GIVEN.decimal("rate")).isEqualTo(0.5);
        assertThat(GIVEN.flag("fast")).isTrue();
        assertThat(GIVEN.choice("strand", "none", "none", "rf")).isEqualTo("rf");
        assertThat(GIVEN.has("kmer")).isTrue();
    }

    @Test
    void fallsBackToTheStepsOwnValue() {
        assertThat(NONE.text("strand", "rf")).isEqualTo("rf");
        assertThat(NONE.integer("kmer", 31)).isEqualTo(31);
        assertThat(NONE.decimal("rate", 0.25)).isEqualTo(0.25);
        assertThat(NONE.flag("fast", false)).isFalse();
        assertThat(NONE.choice("strand", "none", "none", "rf")).isEqualTo("none");
        assertThat(NONE.has("kmer")).isFalse();
    }

    @Test
    void aMissingSettingIsAskedFor() {
        tells(() -> NONE.text("strand"), "this step needs `strand`; give it under `with`");
        tells(() -> NONE.integer("kmer"), "this step needs `kmer`; give it under `with`");
        tells(() -> NONE.decimal("rate"), "this step needs `rate`; give it under `with`");
        tells(() -> NONE.flag("fast"), "this step needs `fast`; give it under `with`");
    }

    @Test
    void aSettingOfTheWrongTypeIsQuoted() {
        tells(() -> GIVEN.integer("word", 3), "`with.word` is `many`; it must be a whole number");
        tells(() -> GIVEN.integer("rate", 3), "`with.rate` is `0.5`; it must be a whole number");
        tells(() -> GIVEN.integer("kmer", 7, 3, 15), "`with.kmer` is `31`; it must be from 3 to 15");
        tells(() -> GIVEN.decimal("word"), "`with.word` is `many`; it must be a number");
        tells(() -> GIVEN.decimal("nan"), "`with.nan` is `NaN`; it must be a number");
        tells(() -> GIVEN.flag("word"), "`with.word` is `many`; it must be true or false");
        tells(() -> GIVEN.choice("word", "a", "a", "b"), "`with.word` is `many`; it must be one of a, b");
    }

    @Test
    void aSettingThatTheStepDoesNotKnowIsNotDropped() {
        With misspelt = new With(Map.of("kmr", "31"));
        assertThat(misspelt.only("kmr")).isSameAs(misspelt);
        tells(
                () -> misspelt.only("strand", "kmer"),
                "`with` has `kmr`, which this step does not know; it knows kmer, strand");
        tells(misspelt::only, "`with` has `kmr`, which this step does not know; it knows none");
    }

    private static void tells(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(StepFailure.class).hasMessage(message);
    }
}
