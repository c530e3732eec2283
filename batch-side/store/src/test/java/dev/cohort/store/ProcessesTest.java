package dev.cohort.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one directory: they race, they are killed, they lack rights. */
class ProcessesTest {
    private static final int NOBODY = 65534;

    @TempDir
    Path temp;

    Path root;
    Store store;
    final List<Process> started = new ArrayList<>();

    @BeforeEach
    void open() {
        root = temp.resolve("store");
        store = Store.open(Location.of(root));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... args) throws IOException {
        Process process = OtherProcess.start(List.of(), args);
        started.add(process);
        return process;
    }

    private static void awaitLine(Process process, String line) throws IOException {
        assertThat(process.inputReader(UTF_8).readLine()).isEqualTo(line);
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private List<String> keys() {
        return store.list(Prefix.ALL).map(file -> file.key().text()).toList();
    }

    private String read(String key) {
        try (Opened opened = store.get(Key.of(key))) {
            return new String(opened.bytes(), UTF_8);
        }
    }

    @Test
    void ofManyProcessesExactlyOneWinsEachClaim() throws Exception {
        Map<String, Process> claimants = new HashMap<>();
        for (String name : List.of("ann", "bob", "cem")) claimants.put(name, start("claim", root.toString(), name));
        for (Process claimant : claimants.values()) awaitLine(claimant, "ready");
        for (Process claimant : claimants.values())
            claimant.outputWriter().append('\n').flush();
        Map<String, String> winners = new HashMap<>();
        for (String name : claimants.keySet())
            for (String won : linesOf(claimants.get(name)))
                assertThat(winners.put(won, name)).as(won).isNull();
        assertThat(winners).hasSize(200);
        winners.forEach((claim, name) -> assertThat(read("claims/" + claim)).isEqualTo(name));
    }

    private static List<String> linesOf(Process process) throws Exception {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            List<String> lines = out.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }

    @Test
    void aWriterKilledInTheMiddleLeavesNothingToSee() throws Exception {
        Process writer = start("half", root.toString());
        awaitLine(writer, "half");
        assertThat(keys()).isEmpty();
        kill(writer);
        assertThat(keys()).isEmpty();
        assertThat(store.head(Key.of("half"))).isEmpty();
        try (Stream<Path> left = Files.list(root.resolve(".cohort/local/temporary"))) {
            assertThat(left).hasSize(1);
        }
        store.put(Key.of("half"), Content.utf8("whole"));
        assertThat(read("half")).isEqualTo("whole");
    }

    @Test
    void aReaderSeesWholeVersionsOnlyWheneverTheWriterIsKilled() throws Exception {
        for (int reads = 0; reads < 40; reads += 10) {
            Process writer = start("rewrite", root.toString());
            awaitLine(writer, "ready");
            for (int i = 0; i < reads; i++) assertWhole(read("rewritten"));
            kill(writer);
            assertWhole(read("rewritten"));
            assertThat(keys()).containsExactly("rewritten");
        }
    }

    private static void assertWhole(String text) {
        assertThat(text.length()).isEqualTo(OtherProcess.SIZE);
        assertThat(text.chars().distinct().count()).isEqualTo(1);
    }

    @Test
    void whatThisUserMayNotDoIsToldAndChangesNothing() throws Exception {
        store.put(Key.of("kept"), Content.utf8("kept"));
        store.put(Key.of("secret"), Content.utf8("secret"));
        store.put(Key.of("closed/a"), Content.utf8("a"));
        Path out = Files.writeString(Files.createDirectory(temp.resolve("task")).resolve("out"), "out");
        mode(root.resolve("secret"), "---------");
        mode(root.resolve("closed"), "---------");
        for (Path closed : List.of(root.resolve(".cohort/local/temporary"), root.resolve(".cohort"), root))
            mode(closed, "r-xr-xr-x");
        try {
            assertThat(linesOf(startWithoutRights(out)))
                    .satisfiesExactly(
                            put -> assertThat(put)
                                    .isEqualTo(
                                            "DENIED Cannot write " + root.resolve("a")
                                                    + ": permission denied. Give this user the right to it, or use another store."),
                            putIfAbsent ->
                                    assertThat(putIfAbsent).startsWith("DENIED Cannot write " + root.resolve("a")),
                            delete -> assertThat(delete).startsWith("DENIED Cannot delete " + root.resolve("kept")),
                            get -> assertThat(get).startsWith("DENIED Cannot read " + root.resolve("secret")),
                            list -> assertThat(list).startsWith("DENIED Cannot list " + root.resolve("closed")),
                            stageOut -> assertThat(stageOut).startsWith("DENIED Cannot write " + root.resolve("a")),
                            stageIn -> assertThat(stageIn).isEqualTo("done"));
        } finally {
            for (Path closed : List.of(
                    root, root.resolve(".cohort"), root.resolve(".cohort/local/temporary"), root.resolve("closed")))
                mode(closed, "rwxr-xr-x");
        }
        assertThat(out).hasContent("out");
        assertThat(keys()).containsExactly("closed/a", "kept", "secret");
    }

    @Test
    void aLocaleWithoutUnicodeIsToldInsteadOfMissingFiles() throws Exception {
        store.put(Key.of("\u00e9"), Content.utf8(""));
        Process process = OtherProcess.start(List.of("env", "LC_ALL=C"), "spell", root.toString());
        started.add(process);
        String words =
                "has characters that this program cannot spell in the locale it runs in. Start it with LC_ALL=C.UTF-8.";
        assertThat(linesOf(process))
                .satisfiesExactly(
                        put -> assertThat(put).startsWith("BAD_NAME").endsWith(words),
                        list -> assertThat(list).startsWith("BAD_NAME").endsWith(words),
                        ascii -> assertThat(ascii).isEqualTo("done"));
        assertThat(keys()).containsExactly("u", "\u00e9");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Nothing is denied to root, so the other process becomes nobody, who owns the task but not the store. */
    private Process startWithoutRights(Path out) throws IOException {
        List<String> wrapper = List.of();
        if (Files.getAttribute(temp, "unix:uid").equals(0)) {
            mode(temp, "rwxr-xr-x");
            for (Path owned : List.of(out.getParent(), out)) Files.setAttribute(owned, "unix:uid", NOBODY);
            wrapper = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        }
        Process process = OtherProcess.start(wrapper, "denied", root.toString(), out.toString());
        started.add(process);
        return process;
    }
}
