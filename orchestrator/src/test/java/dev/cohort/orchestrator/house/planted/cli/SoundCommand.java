package dev.cohort.orchestrator.house.planted.cli;

import dev.cohort.orchestrator.house.planted.plan.SoundPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.Command;

/** Without a fault: at the rim, clocks and files are at home. */
@Command
public final class SoundCommand {
    public static SoundPlan plan() {
        return new SoundPlan(
                List.of(), new Random(Path.of("").hashCode() + Instant.now().getNano()));
    }
}
