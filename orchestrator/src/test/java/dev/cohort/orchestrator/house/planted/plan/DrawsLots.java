package dev.cohort.orchestrator.house.planted.plan;

import java.util.Random;

/** Never twice the same. */
final class DrawsLots {
    int draw() {
        return new Random().nextInt();
    }
}
