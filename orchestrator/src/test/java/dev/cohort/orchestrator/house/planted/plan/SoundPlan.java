package dev.cohort.orchestrator.house.planted.plan;

import dev.cohort.orchestrator.house.planted.diag.Sound;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Without a fault: what is handed in may be used, a seeded draw repeats. */
public record SoundPlan(List<Sound> sounds, Random chance) {
    int draw() {
        return new Random(7).nextInt() + chance.nextInt();
    }

    String text() {
        return String.format(Locale.ROOT, "%d", draw()).toLowerCase(Locale.ROOT);
    }
}
