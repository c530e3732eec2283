package dev.cohort.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The processes of one session, found as the kernel lists them: a grandchild whose parent has gone, or that made itself
 * a process group of its own, is still in it.
 */
final class Session {
    private static final Path PROC = Path.of("/proc");
    private static final Duration DEATH = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    /** Behind the name in parentheses, which may hold anything: state, parent, group, session. */
    private static final int STATE = 0;

    private static final int SESSION = 3;

    private final ProcessHandle leader;

    Session(ProcessHandle leader) {
        this.leader = leader;
    }

    /** The leader is asked by itself too: it may not have come to make its session yet. */
    void terminate() {
        leader.destroy();
        members().stream().filter(member -> member.pid() != leader.pid()).forEach(ProcessHandle::destroy);
    }

    /** Returns when all are gone: one that forks as it is looked for is found in the next look. */
    void kill() {
        leader.destroyForcibly();
        long end = System.nanoTime() + DEATH.toNanos();
        List<ProcessHandle> left = members();
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            left = members();
        }
    }

    List<ProcessHandle> members() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(Session::isNumber)
                    .filter(this::isMember)
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The processes in /proc cannot be listed", unreadable);
        }
    }

    private boolean isMember(String pid) {
        return statusFields(pid)
                .filter(fields -> Long.parseLong(fields[SESSION]) == leader.pid())
                .filter(fields -> !fields[STATE].equals("Z") && !fields[STATE].equals("X"))
                .isPresent();
    }

    /** Empty for one that has gone in the meantime. */
    private static Optional<String[]> statusFields(String pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String name) {
        return name.charAt(0) >= '0' && name.charAt(0) <= '9';
    }
}
