package dev.cohort.steps;

import dev.cohort.step.StepFailure;

/**
 * How much of a task's memory Picard's heap gets.
 *
 * <p>The rest is for this JVM, for Picard's own beyond its heap, and for buffers. A heap as large as the task's memory would
 * have the kernel kill Picard, where a smaller one makes it collect its garbage.
 */
final class PicardMemory {
    private static final long LEAST_ROOM = 320;
    private static final long LEAST_HEAP = 128;
    private static final int SHARE_OF_ROOM = 5;

    private PicardMemory() {}

    static long heapMiB(long taskMiB) {
        long heap = taskMiB - Math.max(LEAST_ROOM, taskMiB / SHARE_OF_ROOM);
        if (heap < LEAST_HEAP) {
            throw new StepFailure(
                    "Picard needs a task of at least %d MiB, and this one has %d; raise `resources.memory`"
                            .formatted(LEAST_ROOM + LEAST_HEAP, taskMiB));
        }
        return heap;
    }
}
