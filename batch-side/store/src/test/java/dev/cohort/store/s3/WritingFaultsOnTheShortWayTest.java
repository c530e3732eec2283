package dev.cohort.store.s3;

import org.junit.jupiter.api.BeforeEach;

/** The same where the SDK's client has come to the bucket before. */
class WritingFaultsOnTheShortWayTest extends WritingFaultsTest {
    @BeforeEach
    void learn() {
        learnTheWay();
    }
}
