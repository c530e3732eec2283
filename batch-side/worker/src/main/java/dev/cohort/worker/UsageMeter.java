package dev.cohort.worker;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a session has used, by looking at its processes now and then; one that is over before the first look stays unknown. */
final class UsageMeter {
    private static final long MS_PER_TICK = 10;
    private static final long FIRST_NANOS = 200_000_000L;
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private final long session;
    private final @Nullable Supplier<List<Long>> members;
    private final long startedAt = System.nanoTime();
    private long interval = FIRST_NANOS;
    private long nextAt = startedAt + FIRST_NANOS;
    private long cpuTicks = -1;
    private long peakKiB = -1;

    UsageMeter(long session) {
        this(session, null);
    }

    /** Where the processes are not those of the session. */
    UsageMeter(long session, @Nullable Supplier<List<Long>> members) {
        this.session = session;
        this.members = members;
    }

    /** Those that are measured, of all that there are. */
    List<Processes.Seen> among(Map<Long, List<Processes.Seen>> bySession) {
        if (members == null) {
            return bySession.getOrDefault(session, List.of());
        }
        return members.get().stream()
                .map(Processes::see)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Looks are frequent at first and become rare, as what has run for an hour will not be over in a second. */
    boolean isDue(long now) {
        return now - nextAt >= 0;
    }

    synchronized void look(List<Processes.Seen> processes, long now) {
        interval = Math.min(LONGEST_NANOS, interval + interval / 2);
        nextAt = now + interval;
        long ticks = 0;
        long residentKiB = 0;
        long highestKiB = 0;
        for (Processes.Seen process : processes) {
            ticks += process.cpuTicks();
            String status = Processes.read(new File("/proc/" + process.pid() + "/status"));
            residentKiB += kib(status, "VmRSS:");
            highestKiB = Math.max(highestKiB, kib(status, "VmHWM:"));
        }
        cpuTicks = Math.max(cpuTicks, ticks);
        peakKiB = Math.max(peakKiB, Math.max(residentKiB, highestKiB));
    }

    synchronized Usage usage() {
        return new Usage(cpuTicks < 0 ? null : cpuTicks * MS_PER_TICK, peakKiB < 0 ? null : (peakKiB + 1023) >> 10);
    }

    private static long kib(String status, String field) {
        int at = status.indexOf(field);
        if (at < 0) {
            return 0;
        }
        long kib = 0;
        for (int i = at + field.length(); i < status.length() && status.charAt(i) != 'k'; i++) {
            char c = status.charAt(i);
            kib = c >= '0' && c <= '9' ? kib * 10 + (c - '0') : kib;
        }
        return kib;
    }
}
