package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Containers of an ordinary user: the one who runs the tests, or one that root makes up for them. */
@NeedsEngine
@Timeout(120)
class ContainerUserTest {
    private static final int USER = 54321;
    private static final int LAB = 54322;
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Set<PosixFilePermission> NONE = PosixFilePermissions.fromString("---------");

    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 5m, image: IMAGE, resources: { cpus: 0.1, memory: 64 MiB } }
            samples: { columns: { reads: { type: file } } }
            steps:
              read:
                inputs: { reads: "${{ sample.reads }}" }
                outputs: { out: out.txt }
                run: |
                  id -u > ${{ outputs.out }}
                  cat ${{ inputs.reads }} >> ${{ outputs.out }}
            """.replace("IMAGE", TestEngine.TOOLS);

    private final boolean root = System.getProperty("user.name").equals("root");

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        bench = new Workbench(folder)
                .file("p.yaml", PIPELINE)
                .file("s.txt", "sample,reads\na,lab/reads.txt\n")
                .file("lab/reads.txt", "of the lab\n");
        if (root) {
            Files.setAttribute(folder, "unix:uid", USER);
            Files.setAttribute(bench.path("lab/reads.txt"), "unix:gid", LAB);
            Files.setPosixFilePermissions(bench.path("lab/reads.txt"), PosixFilePermissions.fromString("rw-r-----"));
        }
    }

    @Test
    void resultsAreTheCallersAndWhatHisGroupsMayReadHisStepsMay() throws Exception {
        TypedCommand run = CohortProcess.ended(builder().start());

        assertThat(run.exitCode()).as(run.shown()).isZero();
        Object user = Files.getAttribute(folder, "unix:uid");
        assertThat(user).isNotEqualTo(0);
        assertThat(bench.result("read/a/out.txt")).isEqualTo(user + "\nof the lab\n");
        assertThat(Files.getAttribute(bench.path("cohort-store/results/p/read/a/out.txt"), "unix:uid"))
                .isEqualTo(user);
    }

    @Test
    void aUserWhoMayNotUseTheEngineIsToldHow() throws Exception {
        Path socket = bench.path("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, NONE);
            ProcessBuilder builder = builder();
            builder.environment().put("DOCKER_HOST", "unix://" + socket);

            TypedCommand run = CohortProcess.ended(builder.start());

            assertThat(run.exitCode()).as(run.shown()).isEqualTo(4);
            assertThat(run.shown())
                    .contains("error: Docker runs, but not for this user: permission denied")
                    .contains(
                            "hint: let yourself into its group (sudo usermod -aG docker \"$USER\", then log in again), or"
                                    + " use podman");
        }
    }

    private ProcessBuilder builder() throws IOException {
        String groups = Files.getAttribute(SOCKET, "unix:gid") + "," + LAB;
        List<String> user = root
                ? List.of(
                        "setpriv", "--reuid=" + USER, "--regid=" + USER, "--groups=" + groups, "env", "HOME=" + folder)
                : List.of();
        String classPath = root ? readableClassPath() : CohortProcess.classPath();
        return CohortProcess.builder(
                folder, user, classPath, "run", "p.yaml", "--sample-list-file", "s.txt", "--container", "docker");
    }

    /** What lies in root's home nobody else can read. */
    private String readableClassPath() throws IOException {
        Path copies = Files.createDirectories(bench.path("classes"));
        List<String> places = new ArrayList<>();
        for (String place : CohortProcess.classPath().split(File.pathSeparator, -1)) {
            Path copy = copies.resolve(places.size() + ".jar");
            places.add(place.endsWith(".jar") ? Files.copy(Path.of(place), copy).toString() : place);
        }
        return String.join(File.pathSeparator, places);
    }
}
