package dev.cohort.orchestrator.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found of images in a real registry, and what is said of those that are not there. */
@Timeout(120)
class RegistryTest {
    @TempDir
    private static Path folder;

    private static RealRegistry server;

    @BeforeAll
    static void start() throws IOException {
        server = RealRegistry.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Registry registry(String architecture) {
        return Registry.open(Map.of("DOCKER_CONFIG", folder.toString()), architecture);
    }

    private static RegisteredImage find(String image) throws InterruptedException {
        return registry("amd64").find("lab/tool", server.host() + "/" + image);
    }

    private static RegistryFailure unfound(String image) {
        return unfound(registry("amd64"), server.host() + "/" + image);
    }

    private static RegistryFailure unfound(Registry registry, String image) {
        return catchThrowableOfType(RegistryFailure.class, () -> registry.find("lab/tool", image));
    }

    @Test
    void anImageIsFoundByItsTagAndByItsDigest() throws InterruptedException {
        String digest = server.put("lab/tool", "1", "amd64", Map.of("a", "b"));

        RegisteredImage byTag = find("lab/tool:1");

        assertThat(byTag.name()).isEqualTo("lab/tool");
        assertThat(byTag.pinned()).isEqualTo(server.host() + "/lab/tool@" + digest);
        assertThat(byTag.labels()).isEqualTo(Map.of("a", "b"));
        assertThat(byTag.identity()).startsWith("sha256:").isNotEqualTo(digest);
        assertThat(find("lab/tool@" + digest)).isEqualTo(byTag);
    }

    @Test
    void ofAListTheOneForTheProcessorSpeaksAndTheListIsPinned() throws InterruptedException {
        String amd = server.put("lab/both", "amd", "amd64", Map.of("for", "amd"));
        String arm = server.put("lab/both", "arm", "arm64", Map.of("for", "arm"));
        String list = server.putList("lab/both", "latest", Map.of("amd64", amd, "arm64", arm));

        assertThat(find("lab/both").labels()).containsEntry("for", "amd");
        assertThat(find("lab/both").pinned()).endsWith("@" + list);
        assertThat(registry("arm64")
                        .find("x", server.host() + "/lab/both:latest")
                        .labels())
                .containsEntry("for", "arm");
    }

    @Test
    void anImageForOtherProcessorsIsToldSo() {
        String arm = server.put("lab/arm", "1", "arm64", Map.of());
        server.putList("lab/arm", "list", Map.of("arm64", arm));

        assertThat(unfound("lab/arm:1").why()).isEqualTo("it is for arm64 processors, not for amd64");
        assertThat(unfound("lab/arm:list").why()).isEqualTo("it is for arm64 processors, not for amd64");
        assertThat(unfound("lab/arm:1").hint()).isEqualTo("build it for linux/amd64");
    }

    @Test
    void whatIsNotThereIsToldApart() {
        server.put("lab/tool", "1", "amd64", Map.of());

        assertThat(unfound("lab/none:1").why()).isEqualTo("there is no repository lab/none at " + server.host());
        assertThat(unfound("lab/tool:7").why()).isEqualTo("the repository lab/tool at " + server.host() + " has no 7");
        assertThat(unfound("lab/tool:7").hint()).isEqualTo("push it there, or name a tag that it has");
        assertThat(unfound("lab/TOOL").why()).isEqualTo("its name is not one of an image");
        assertThat(unfound(registry("amd64"), "localhost:1/lab/tool").why())
                .startsWith("its registry localhost:1 can't be reached: ");
    }

    @Test
    void aClosedOneIsOpenedByWhatDockerLoginHasKept(@TempDir Path other) throws Exception {
        try (RealRegistry closed = RealRegistry.startClosed(other)) {
            closed.put("lab/tool", "1", "amd64", Map.of("a", "b"));
            Registry registry = Registry.open(Map.of("DOCKER_CONFIG", other.toString()), "amd64");
            String image = closed.host() + "/lab/tool:1";

            assertThat(unfound(registry, image).why())
                    .isEqualTo("there is no repository lab/tool at " + closed.host() + ", or no right to read it");
            assertThat(unfound(registry, image).hint())
                    .isEqualTo("correct its name, or log in: docker login " + closed.host());
            logIn(other, closed.host(), RealRegistry.PASSWORD);
            assertThat(registry.find("x", image).labels()).containsEntry("a", "b");
            logIn(other, closed.host(), "wrong");
            assertThat(unfound(Registry.open(Map.of("DOCKER_CONFIG", other.toString()), "amd64"), image)
                            .why())
                    .contains("no right to read it")
                    .doesNotContain("wrong");
        }
    }

    private static void logIn(Path folder, String host, String password) throws IOException {
        byte[] both = (RealRegistry.USER + ":" + password).getBytes(StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("config.json"),
                "{\"auths\": {\"" + host + "\": {\"auth\": \""
                        + Base64.getEncoder().encodeToString(both) + "\"}}}");
    }
}
