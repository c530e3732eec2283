package dev.cohort.orchestrator.house.planted.config;

import dev.cohort.orchestrator.house.planted.cli.SoundCommand;

/** Not even in a body: no import statement would tell of it. */
final class CallsACommand {
    int sounds() {
        return SoundCommand.plan().sounds().size();
    }
}
