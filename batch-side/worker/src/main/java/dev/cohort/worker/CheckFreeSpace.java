package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import java.nio.file.Path;

/** Refuses to begin what the disk cannot hold: better now than after an hour of download. */
final class CheckFreeSpace implements TaskRunner.Ingredient {
    @Override
    public boolean add(Attempt attempt) {
        Long wanted = attempt.job().limits().diskMiB();
        if (wanted == null) {
            return true;
        }
        Path scratch = attempt.store().scratch();
        long free = freeBytes(scratch);
        if (free >= 0 && free >> 20 < wanted) {
            throw new TaskFailure(
                    FailureKind.DISK_FULL,
                    attempt.task().shown() + " asks for " + wanted + " MiB of disk, but only " + Words.mib(free)
                            + " are free in " + scratch + ". Free some space, use a store on a larger disk, or lower"
                            + " `resources: disk`.");
        }
        return true;
    }

    /** Of the disk that a path is on, or would be on if it were made; -1 if nobody can say. */
    static long freeBytes(Path path) {
        for (Path up = path; up != null; up = up.getParent()) {
            long free = up.toFile().getUsableSpace();
            if (free > 0 || up.toFile().exists()) {
                return free;
            }
        }
        return -1;
    }
}
