package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.Path;

/** Bodies as processes of this machine, each in a session of its own. */
final class BareHost implements BodyHost {
    private final Programs programs = new Programs();
    private final Watch watch;
    private final MemoryEvents memory;

    BareHost(Watch watch, MemoryEvents memory) {
        this.watch = watch;
        this.memory = memory;
    }

    @Override
    public Ready prepare(Attempt attempt, Launch launch) {
        programs.require(launch.program(), launch.environment().getOrDefault("PATH", ""));
        return new BareBody(attempt, launch, memory.before());
    }

    private final class BareBody implements Ready {
        private final Attempt attempt;
        private final Launch launch;
        private final long killsBefore;

        BareBody(Attempt attempt, Launch launch, long killsBefore) {
            this.attempt = attempt;
            this.launch = launch;
            this.killsBefore = killsBefore;
        }

        @Override
        public RunningBody start() throws IOException {
            Path work = attempt.directory().work();
            Path log = attempt.directory().log();
            return Session.start(launch, work, log, attempt.settings().grace(), watch);
        }

        /** The count is of many bodies, so only one that got KILL itself was meant. */
        @Override
        public boolean lackedMemory(BodyEnd end) {
            return end.isKilled() && memory.now() > killsBefore;
        }

        @Override
        public void close() {
            // A session ends with all that is in it.
        }
    }
}
