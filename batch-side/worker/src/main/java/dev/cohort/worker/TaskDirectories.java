package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Gives each attempt a directory of its own, and makes as few as can be: on ext4 the removal of a directory costs
 * milliseconds, more than all else that a small task costs together, so an emptied one serves the next task of the step.
 */
final class TaskDirectories implements AutoCloseable {
    private final Path scratch;
    private final Map<String, Queue<TaskDirectory>> idle = new ConcurrentHashMap<>();

    TaskDirectories(Path scratch) {
        this.scratch = scratch;
    }

    TaskDirectory take(Assignment task) throws IOException {
        TaskDirectory ready = idleOf(task).poll();
        TaskDirectory taken = ready == null ? TaskDirectory.create(scratch, task) : ready;
        taken.own(task);
        return taken;
    }

    /** One that cannot be emptied as it was is removed. */
    void giveBack(TaskDirectory directory, Assignment task) throws IOException {
        if (directory.isEmptied()) {
            idleOf(task).add(directory);
        } else {
            directory.remove();
        }
    }

    private Queue<TaskDirectory> idleOf(Assignment task) {
        return idle.computeIfAbsent(task.job().run() + "/" + task.job().step(), step -> new ConcurrentLinkedQueue<>());
    }

    @Override
    public void close() {
        idle.values().forEach(queue -> {
            for (TaskDirectory left = queue.poll(); left != null; left = queue.poll()) {
                remove(left);
            }
        });
    }

    private static void remove(TaskDirectory directory) {
        try {
            directory.remove();
        } catch (IOException e) {
            System.err.println("Cannot remove " + directory.root() + ": " + e.getMessage());
        }
    }
}
