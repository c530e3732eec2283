package dev.cohort.worker.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.worker.container.ContainerUser.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words that engines are told and tell, without an engine. */
class ContainerPartsTest {
    private static final ContainerUser ADA = new ContainerUser("1000", "100", List.of("27", "4711"));

    @Test
    void aPathMayHoldWhatItLikes() {
        assertThat(BindMount.reading(Path.of("/a,b:\"c\" d")).text())
                .isEqualTo("type=bind,\"source=/a,b:\"\"c\"\" d\",\"target=/a,b:\"\"c\"\" d\",readonly");
        assertThat(new BindMount(Path.of("/here"), Path.of("/there"), false).text())
                .isEqualTo("type=bind,\"source=/here\",\"target=/there\"");
    }

    @Test
    void theCallerIsReadFromWhatTheKernelTells() {
        List<String> status =
                List.of("Name:\tjava", "Uid:\t1000\t1000\t1000\t1000", "Gid:\t100\t100\t100\t100", "Groups:\t27 4711 ");

        assertThat(ContainerUser.read(status)).isEqualTo(ADA);
        assertThat(ContainerUser.read(List.of("Uid:\t0\t0", "Gid:\t0\t0", "Groups:\t")))
                .isEqualTo(new ContainerUser("0", "0", List.of()));
    }

    @Test
    void eachWayOfNumberingUsersMakesResultsTheCallers() {
        assertThat(ADA.options(Mapping.SAME))
                .containsExactly("--user", "1000:100", "--group-add", "27", "--group-add", "4711");
        assertThat(ADA.options(Mapping.ROOT_IS_CALLER)).containsExactly("--user", "0:0");
        assertThat(ADA.options(Mapping.REMAPPED)).startsWith("--userns", "host", "--user", "1000:100");
        assertThat(ADA.options(Mapping.KEPT)).containsExactly("--userns", "keep-id", "--user", "1000:100");
        assertThat(new ContainerUser("0", "0", List.of("0", "1")).options(Mapping.SAME))
                .containsExactly("--user", "0:0");
    }

    @Test
    void bothEnginesTellNeverInTheirWay() {
        assertThat(ContainerState.parse("0001-01-01T00:00:00Z\nfalse\n127\nfalse\nexec: \"x\": not found: unknown\n"))
                .isEqualTo(new ContainerState(false, false, 127, false, "exec: \"x\": not found"));
        assertThat(ContainerState.parse("0001-01-01 00:00:00 +0000 UTC\nfalse\n0\nfalse\n\n")
                        .started())
                .isFalse();
        assertThat(ContainerState.parse("2026-11-21T08:32:21.2Z\nfalse\n137\ntrue\n\n"))
                .isEqualTo(new ContainerState(true, false, 137, true, ""));
    }

    @Test
    void wordsOfAnEngineAreOneShortLine() {
        assertThat(EngineFailure.words(
                        "Error response from daemon: manifest for x:2 not found:\n  manifest unknown.\n"))
                .isEqualTo("manifest for x:2 not found: manifest unknown");
        assertThat(EngineFailure.words("x".repeat(5000))).hasSize(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PATH", "HOME", "DOCKER_HOST", "docker_config", "HTTPS_PROXY", "no_proxy", "LD_PRELOAD", "LC_ALL"
            })
    void whatTheEnginesProgramWouldReadItselfIsKeptOutOfItsEnvironment(String variable) {
        assertThat(EngineCommand.isFree(variable)).isFalse();
    }

    @Test
    void allElseGoesThroughItsEnvironment() {
        assertThat(EngineCommand.isFree("COHORT_INPUTS_READS")).isTrue();
        assertThat(EngineCommand.isFree("SECRET")).isTrue();
    }

    /** A secret is a variable of the caller, who hands it on by its name alone. */
    @Test
    void whatTheCallerHasSetGoesThroughItsEnvironmentToo() {
        assertThat(EngineCommand.isInherited("PATH", System.getenv("PATH"))).isTrue();
        assertThat(EngineCommand.isInherited("PATH", "/elsewhere")).isFalse();
        assertThat(EngineCommand.isInherited("NOT_SET_ANYWHERE", "x")).isFalse();
    }

    @Test
    void theProcessesOfAContainerAreFoundWhereverItsEnginePutsThem(@TempDir Path mounted) throws IOException {
        group(mounted, "user.slice/user-7.slice/libpod-conmon-abc.scope", "1");
        group(mounted, "user.slice/user-7.slice/libpod-abc.scope", "");
        group(mounted, "user.slice/user-7.slice/libpod-abc.scope/container", "12\n13\n");
        group(mounted, "user.slice/user-7.slice/libpod-def.scope", "14\n");
        ContainerGroup groups = new ContainerGroup(mounted);

        assertThat(groups.processes("abc")).containsExactly(12L, 13L);
        assertThat(groups.processes("def")).containsExactly(14L);
        assertThat(groups.processes("xyz")).isEmpty();
    }

    @Test
    void olderKernelsHaveAGroupForMemory(@TempDir Path mounted) throws IOException {
        group(mounted, "cpu/docker/abc", "99\n");
        group(mounted, "memory/docker/abc", "12\n");

        assertThat(new ContainerGroup(mounted).processes("abc")).containsExactly(12L);
    }

    private static void group(Path mounted, String path, String processes) throws IOException {
        Path group = Files.createDirectories(mounted.resolve(path));
        Files.writeString(group.resolve("cgroup.procs"), processes);
    }
}
