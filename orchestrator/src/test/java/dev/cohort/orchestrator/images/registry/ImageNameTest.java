package dev.cohort.orchestrator.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of images, as engines read them. */
class ImageNameTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "debian, docker.io/library/debian:latest",
        "debian:12, docker.io/library/debian:12",
        "lab/tool, docker.io/lab/tool:latest",
        "quay.io/lab/tool:1.2--h0_1, quay.io/lab/tool:1.2--h0_1",
        "localhost/tool, localhost/tool:latest",
        "localhost:5000/a/b/c:x, localhost:5000/a/b/c:x",
        "registry:5000/tool, registry:5000/tool:latest",
        "'[::1]:5000/tool', '[::1]:5000/tool:latest'",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/cohort/base,"
                + " 123456789012.dkr.ecr.eu-west-1.amazonaws.com/cohort/base:latest",
    })
    void aNameIsReadInFull(String name, String full) {
        assertThat(ImageName.parse(name)).hasToString(full);
    }

    @Test
    void aDigestOutweighsATag() {
        assertThat(ImageName.parse("lab/tool:1@" + DIGEST).reference()).isEqualTo(DIGEST);
        assertThat(ImageName.parse("lab/tool@" + DIGEST).tag()).isNull();
        assertThat(ImageName.parse("lab/tool:1").pinned(DIGEST)).isEqualTo("docker.io/lab/tool@" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tool",
                "a b",
                "../x",
                "x/../y",
                "tool:",
                "tool@sha256:12",
                "-x",
                "http://x/y",
                "a//b:1 c",
                "x\ny"
            })
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> ImageName.parse(text))
                .isInstanceOf(RegistryFailure.class)
                .hasMessage("its name is not one of an image");
    }
}
