package dev.cohort.orchestrator.engine.local;

import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.worker.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Who we are among all processes of all machines, and whether another of this machine is still there. */
public final class ThisMachine {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path SPACE = Path.of("/proc/self/ns/pid");

    private ThisMachine() {}

    /** This process, as the owner of a run. */
    public static Owner owner(String user, String version) {
        long pid = ProcessHandle.current().pid();
        return new Owner(
                text(HOST), text(BOOT), space(), pid, Processes.startOf(pid).orElse(0), user, version);
    }

    /** Whether somebody works on a run: its owner, unless that one has left it to itself. */
    public static Presence presence(RunProgress progress) {
        Owner owner = progress.owner();
        return owner == null || progress.isOnQueue() && !progress.attended() ? Presence.GONE : presence(owner);
    }

    /** A boot ends all processes of the one before; otherwise number and start together tell. */
    public static Presence presence(Owner owner) {
        if (!owner.host().equals(text(HOST))) {
            return Presence.ELSEWHERE;
        }
        if (!owner.boot().equals(text(BOOT))) {
            return Presence.GONE;
        }
        if (!owner.space().equals(space())) {
            return Presence.ELSEWHERE;
        }
        OptionalLong start = Processes.startOf(owner.pid());
        return start.isPresent() && start.getAsLong() == owner.start() ? Presence.ALIVE : Presence.GONE;
    }

    private static String space() {
        try {
            return Files.readSymbolicLink(SPACE).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
