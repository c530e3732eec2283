package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every record is written as its golden says, byte for byte, and its golden reads as an equal record. */
class GoldenTest {
    private final Goldens goldens = Goldens.ofThisModule();
    private final Map<String, Specimens.Specimen> specimens = Specimens.all();

    @TestFactory
    Stream<DynamicTest> written() {
        return specimens.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> goldens.check(
                                entry.getKey(), entry.getValue().json().pretty() + "\n")));
    }

    @TestFactory
    Stream<DynamicTest> read() {
        return specimens.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Json golden = Json.parse(goldens.read(entry.getKey()));
                    assertThat(entry.getValue().codec().apply(golden))
                            .isEqualTo(entry.getValue().record());
                }));
    }

    @TestFactory
    Stream<DynamicTest> readFromOneLineToo() {
        return specimens.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Json compact = Json.parse(entry.getValue().json().compact());
                    assertThat(entry.getValue().codec().apply(compact))
                            .isEqualTo(entry.getValue().record());
                }));
    }

    @Test
    void everyGoldenIsClaimed() {
        assertThat(goldens.orphans(specimens.keySet())).isEmpty();
    }
}
