package dev.cohort.worker;

import java.io.IOException;

/** Where bodies run: as processes of this machine, or each in a container of its own. */
interface BodyHost {
    /** Makes all ready for a body; what is missing for it is told here, before anything runs. */
    Ready prepare(Attempt attempt, Launch launch) throws IOException;

    static BodyHost of(WorkerSettings settings, Watch watch, MemoryEvents memory) {
        Containers containers = settings.containers();
        return containers == null ? new BareHost(watch, memory) : new ContainerHost(containers, watch, memory);
    }

    /** A body that can be started, once. */
    interface Ready extends AutoCloseable {
        RunningBody start() throws IOException;

        /** Whether it ended so because the kernel killed for want of memory. */
        boolean lackedMemory(BodyEnd end);

        /** Leaves nothing of it running, and nothing behind. */
        @Override
        void close();
    }
}
