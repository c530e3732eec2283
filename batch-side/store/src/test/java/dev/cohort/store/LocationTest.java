package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.StoreFailure.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users write for places, and what they are told of what is none. */
class LocationTest {
    private static final Path BASE = Path.of("/home/ann/pipelines");

    private static Location parse(String text) {
        return Location.parse(text, BASE);
    }

    @ParameterizedTest
    @CsvSource({
        "/data/a.bam,               /data/a.bam",
        "a.bam,                     /home/ann/pipelines/a.bam",
        "../bam/./a.bam,            /home/ann/bam/a.bam",
        "./cohort-store,            /home/ann/pipelines/cohort-store",
        "/data/with space/ü,        /data/with space/ü",
        "sample:1.bam,              /home/ann/pipelines/sample:1.bam",
        "s3://bucket,               s3://bucket",
        "s3://bucket/,              s3://bucket",
        "s3://my.bucket-1/a/b.txt,  s3://my.bucket-1/a/b.txt",
        "s3://bucket/a%20b?c#d//e/, s3://bucket/a%20b?c#d//e/",
    })
    void whatIsALocation(String text, String location) {
        assertThat(parse(text)).hasToString(location);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        ""                        | it is empty. Give a path, or s3://BUCKET/KEY.
        " "                       | it is empty. Give a path, or s3://BUCKET/KEY.
        s3:/bucket/key            | it is not quite an S3 URL. Write s3://BUCKET/KEY.
        S3://bucket/key           | it is not quite an S3 URL. Write s3://BUCKET/KEY.
        file:///data/a.bam        | files are named by their path. Leave out 'file://'.
        https://host/a.bam        | 'https:' is not read. Give a path, or s3://BUCKET/KEY; fetch other files beforehand.
        gs://bucket/a.bam         | 'gs:' is not read. Give a path, or s3://BUCKET/KEY; fetch other files beforehand.
        ~/a.bam                   | only a shell knows '~'. Write the home directory out.
        """)
    void whatIsNone(String text, String why) {
        assertFails(Kind.BAD_NAME, "'" + text + "' cannot be read as a location: " + why, () -> parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://",
        "s3:///key",
        "s3://Bucket/key",
        "s3://a_b/key",
        "s3://ab/key",
        "s3://-ab/key",
        "s3://a..b/k",
        "s3://10.0.0.1/k"
    })
    void whatIsNoBucket(String url) {
        assertFails(Kind.BAD_NAME, "is no name of a bucket. It has 3 to 63 of a-z, 0-9, '-' and '.'", () -> parse(url));
    }

    @Test
    void aNulIsTold() {
        assertFails(
                Kind.BAD_NAME, "'/data/a?b' cannot be read as a location: it holds a NUL", () -> parse("/data/a\0b"));
    }

    @Test
    void keysLieBelowPrefixes() {
        assertThat(parse("s3://bucket/data").resolve(Key.of("a/b"))).hasToString("s3://bucket/data/a/b");
        assertThat(parse("s3://bucket/data/").resolve(Key.of("a/b"))).hasToString("s3://bucket/data/a/b");
        assertThat(parse("s3://bucket").resolve(Key.of("a/b"))).hasToString("s3://bucket/a/b");
        assertThat(parse("/data/").resolve(Key.of("a/b"))).hasToString("/data/a/b");
    }

    @Test
    void toOpenAStoreOnS3AsksForNothing() {
        try (Store store = Store.open(parse("s3://bucket/x"))) {
            assertThat(store.locationOf(Key.of("a"))).hasToString("s3://bucket/x/a");
        }
    }
}
