package dev.cohort.worker;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds processes in {@code /proc}. */
public final class Processes {
    /** Up to here numbers are tried one by one, which is cheaper than listing all processes of the machine. */
    private static final long FEW = 128;

    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[4096]);

    private Processes() {}

    /** One process as {@code /proc/PID/stat} tells it; times in ticks of 10 ms, those of its ended children included. */
    record Seen(long pid, long session, boolean isZombie, long cpuTicks) {}

    static List<ProcessHandle> ofSession(long session) {
        return handles(all(session, 0));
    }

    /**
     * The same just after the leader's end. Numbers are given in order, so what it started has a higher one than itself, and none
     * above the last given; only when those have begun anew, or are many, all processes are looked at.
     */
    static List<ProcessHandle> ofSessionSince(long session) {
        long last = lastNumber();
        if (last < session) {
            return ofSession(session);
        }
        return handles(last - session <= FEW ? between(session, last) : all(session, session));
    }

    private static List<Seen> between(long session, long last) {
        List<Seen> found = new ArrayList<>(0);
        for (long pid = session + 1; pid <= last; pid++) {
            addIfOf(session, pid, found);
        }
        return found;
    }

    /** All of a session with numbers above the given one. */
    static List<Seen> all(long session, long above) {
        List<Seen> found = new ArrayList<>(2);
        for (long pid : numbers()) {
            if (pid > above) {
                addIfOf(session, pid, found);
            }
        }
        return found;
    }

    private static void addIfOf(long session, long pid, List<Seen> found) {
        Seen seen = see(pid);
        if (seen != null && seen.session == session && !seen.isZombie) {
            found.add(seen);
        }
    }

    static List<Long> numbers() {
        String[] names = new File("/proc").list();
        List<Long> numbers = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            if (name.charAt(0) >= '0' && name.charAt(0) <= '9') {
                numbers.add(Long.parseLong(name));
            }
        }
        return numbers;
    }

    private static List<ProcessHandle> handles(List<Seen> seen) {
        return seen.stream()
                .map(process -> ProcessHandle.of(process.pid))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Null when it is gone. */
    static @Nullable Seen see(long pid) {
        String[] fields = stat(pid, 17);
        return fields.length < 16 ? null : seen(pid, fields);
    }

    /** When a process began, in ticks since the boot: with its number this tells it from all others; empty when it is gone. */
    public static OptionalLong startOf(long pid) {
        Begun begun = begun(pid);
        return begun == null ? OptionalLong.empty() : OptionalLong.of(begun.start);
    }

    /** A process that is not over: its session, whether it has a terminal, and when it began. */
    record Begun(long pid, long session, boolean hasTerminal, long start) {}

    /** Null when it is gone, or only waits for somebody to hear of its end. */
    static @Nullable Begun begun(long pid) {
        String[] fields = stat(pid, 21);
        return fields.length < 20 || isOver(fields)
                ? null
                : new Begun(pid, Long.parseLong(fields[3]), !fields[4].equals("0"), Long.parseLong(fields[19]));
    }

    /**
     * After the name, which may hold anything: state ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt utime stime
     * cutime cstime priority nice threads itrealvalue starttime …
     */
    private static String[] stat(long pid, int most) {
        File stat = new File("/proc/" + pid + "/stat");
        String line = stat.exists() ? read(stat) : "";
        int name = line.lastIndexOf(')');
        return name < 0 || name + 2 >= line.length()
                ? new String[0]
                : line.substring(name + 2).split(" ", most);
    }

    private static boolean isOver(String[] fields) {
        return fields[0].equals("Z") || fields[0].equals("X");
    }

    private static Seen seen(long pid, String[] fields) {
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return new Seen(pid, Long.parseLong(fields[3]), isOver(fields), ticks);
    }

    /** The number that was given last, which stands at the end of {@code /proc/loadavg}. */
    private static long lastNumber() {
        String line = read(new File("/proc/loadavg")).strip();
        try {
            return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The beginning of a small file that may vanish at any moment. */
    static String read(File file) {
        byte[] buffer = BUFFER.get();
        try (FileInputStream in = new FileInputStream(file)) {
            int n = in.read(buffer);
            return n < 0 ? "" : new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
