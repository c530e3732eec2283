package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationsTest {
    @ParameterizedTest
    @CsvSource({
        "/data, x.bam, /data/x.bam",
        "/data, a/x.bam, /data/a/x.bam",
        "/data, ./a//x.bam, /data/a/x.bam",
        "/data/run, ../x.bam, /data/x.bam",
        "/data, ../../../x.bam, /x.bam",
        "/data, /abs/x.bam, /abs/x.bam",
        "/data, /abs/./y/../x.bam, /abs/x.bam",
        "/data, .hidden, /data/.hidden",
        "/data, a/.hidden, /data/a/.hidden",
        "/data, a..b/x, /data/a..b/x",
        "/data, s3://bucket/x.bam, s3://bucket/x.bam",
        "/data, s3://bucket/a//../x.bam, s3://bucket/a//../x.bam",
        "s3://bucket/in, x.bam, s3://bucket/in/x.bam",
        "s3://bucket/in, ../x.bam, s3://bucket/x.bam",
        "s3://bucket/in, ../../../x.bam, s3://bucket/x.bam",
        "s3://bucket, x.bam, s3://bucket/x.bam",
        "s3://bucket, /abs/x.bam, /abs/x.bam",
        "'', x.bam, x.bam",
        "/, x.bam, /x.bam",
    })
    void aRelativePathIsTakenFromItsBase(String base, String location, String resolved) {
        assertThat(Locations.resolve(base, location)).isEqualTo(resolved);
    }

    @Test
    void aUrlHasASchemeInFront() {
        assertThat(Locations.isUrl("s3://bucket/key")).isTrue();
        assertThat(Locations.isUrl("https://host/x")).isTrue();
        assertThat(Locations.isUrl("/data/s3://x")).isFalse();
        assertThat(Locations.isUrl("data/x://y")).isFalse();
        assertThat(Locations.isUrl("://x")).isFalse();
        assertThat(Locations.isUrl("S3://x")).isFalse();
        assertThat(Locations.isUrl("s3:/x")).isFalse();
        assertThat(Locations.isUrl("")).isFalse();
    }
}
