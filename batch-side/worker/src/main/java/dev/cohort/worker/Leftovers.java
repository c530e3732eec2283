package dev.cohort.worker;

import dev.cohort.contract.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run left on this machine when its process was killed: bodies that still run, and the directories that they worked in.
 *
 * <p>A body is known by its environment, which names its directory for temporary files, or by the directory that it is in;
 * then all of its session is its own. Who has a terminal is a user that looks around in a directory, and is left alone.
 */
public final class Leftovers {
    private static final long POLL_MS = 20;
    private static final Duration KILLING = Duration.ofSeconds(5);
    private static final String TMPDIR = "TMPDIR=";

    private final Path scratch;
    private final Pattern directories;

    /** When the leaders of the sessions that are to be ended began; -1 for one whose leader has ended. */
    private final Map<Long, Long> sessions = new HashMap<>();

    public Leftovers(Path scratch, RunId run) {
        this.scratch = scratch;
        this.directories = TaskDirectory.names(run.text());
    }

    /** TERM to all that still runs, KILL after the grace; returns the numbers of those that can't be ended. */
    public List<Long> end(Duration grace) throws InterruptedException {
        if (find().isEmpty()) {
            return List.of();
        }
        find().forEach(process -> signal(process, false));
        if (!isOver(grace, false)) {
            var unused = isOver(KILLING, true);
        }
        return find().stream().map(Processes.Begun::pid).toList();
    }

    private boolean isOver(Duration atMost, boolean kill) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        List<Processes.Begun> left = find();
        while (!left.isEmpty() && System.nanoTime() - until < 0) {
            if (kill) {
                left.forEach(process -> signal(process, true));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            left = find();
        }
        return left.isEmpty();
    }

    /** All that belongs to a session of which any process was ever seen to be a body of the run. */
    private List<Processes.Begun> find() {
        List<Processes.Begun> all = new ArrayList<>();
        for (long pid : Processes.numbers()) {
            Processes.Begun process = Processes.begun(pid);
            if (process != null) {
                all.add(process);
            }
        }
        all.stream().filter(this::isBody).forEach(body -> sessions.computeIfAbsent(body.session(), Leftovers::leader));
        return all.stream().filter(this::isOfOurs).toList();
    }

    private static Long leader(long session) {
        return Processes.startOf(session).orElse(-1);
    }

    /** A number that was given again since leads another session. */
    private boolean isOfOurs(Processes.Begun process) {
        Long leader = sessions.get(process.session());
        long now = leader(process.session());
        return leader != null && (now < 0 || now == leader);
    }

    private boolean isBody(Processes.Begun process) {
        return !process.hasTerminal() && (isMarked(process.pid()) || isWithin(process.pid()));
    }

    private boolean isMarked(long pid) {
        try {
            String environment =
                    new String(Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), StandardCharsets.UTF_8);
            return Stream.of(environment.split("\0"))
                    .filter(variable -> variable.startsWith(TMPDIR))
                    .map(variable -> variable.substring(TMPDIR.length()))
                    .anyMatch(this::isTemporary);
        } catch (IOException | InvalidPathException goneOrAnothers) {
            return false;
        }
    }

    private boolean isTemporary(String path) {
        Path directory = Path.of(path).getParent();
        Path folder = directory == null ? null : directory.getParent();
        return path.endsWith("/tmp")
                && directory != null
                && folder != null
                && isDirectory(directory)
                && isScratch(folder);
    }

    private boolean isDirectory(Path path) {
        return directories.matcher(String.valueOf(path.getFileName())).matches();
    }

    /** However it is spelled. */
    private boolean isScratch(Path folder) {
        try {
            return folder.equals(scratch) || Files.isSameFile(folder, scratch);
        } catch (IOException notThere) {
            return false;
        }
    }

    private boolean isWithin(long pid) {
        Optional<Path> real = realScratch();
        try {
            Path at = Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd"));
            return real.isPresent()
                    && at.startsWith(real.get())
                    && at.getNameCount() > real.get().getNameCount()
                    && isDirectory(at.subpath(0, real.get().getNameCount() + 1));
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }

    private Optional<Path> realScratch() {
        try {
            return Optional.of(scratch.toRealPath());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** The handle is held against its process once more, and hits no other: it knows when that began. */
    private static void signal(Processes.Begun process, boolean kill) {
        Optional<ProcessHandle> handle = ProcessHandle.of(process.pid());
        if (handle.isPresent() && process.equals(Processes.begun(process.pid()))) {
            var unused = kill ? handle.get().destroyForcibly() : handle.get().destroy();
        }
    }

    /** Removes the directories of its attempts, but for those that were kept to be looked into. */
    public void clear() throws IOException {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(scratch)) {
            for (Path directory : all) {
                if (isDirectory(directory)) {
                    TaskDirectory.remove(directory);
                }
            }
        }
    }
}
