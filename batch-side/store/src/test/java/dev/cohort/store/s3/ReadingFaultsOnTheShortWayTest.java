package dev.cohort.store.s3;

import org.junit.jupiter.api.BeforeEach;

/** The same where the SDK's client has come to the bucket before. */
class ReadingFaultsOnTheShortWayTest extends ReadingFaultsTest {
    @BeforeEach
    void learn() {
        learnTheWay();
    }
}
