package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.S3Settings.Encryption;
import dev.cohort.store.Sha256;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * What is asked of one object on the short way: all of it stands in the headers, by their names in small letters.
 *
 * @param sha256 of the body, or of nothing
 */
record ShortRequest(
        String method,
        Location.S3 object,
        SortedMap<String, String> headers,
        Sha256 sha256,
        @Nullable ContentStreamProvider body) {
    private static final Sha256 OF_NOTHING = Sha256.of(new byte[0]);

    ShortRequest {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** The object; as a whole it comes with its checksum. */
    static ShortRequest get(Location.S3 object, @Nullable String range, @Nullable String ifMatch, S3Settings settings) {
        Headers headers = new Headers()
                .say("range", range)
                .say("if-match", ifMatch)
                .say("x-amz-request-payer", payer(settings))
                .say("x-amz-checksum-mode", range == null ? "ENABLED" : null);
        return new ShortRequest("GET", object, headers.said, OF_NOTHING, null);
    }

    /** The object anew, encrypted as chosen. */
    static ShortRequest put(Location.S3 object, Slice body, Sha256 sha256, String crc32c, S3Settings settings) {
        Encryption encryption = settings.encryption();
        Headers headers = new Headers()
                .say("content-type", Slice.TYPE)
                .say("content-length", String.valueOf(body.length()))
                .say("x-amz-checksum-crc32c", crc32c)
                .say("x-amz-request-payer", payer(settings))
                .say("x-amz-server-side-encryption", encryption.algorithm())
                .say("x-amz-server-side-encryption-aws-kms-key-id", encryption.kmsKey())
                .say(
                        "x-amz-server-side-encryption-bucket-key-enabled",
                        "aws:kms".equals(encryption.algorithm()) ? "true" : null);
        return new ShortRequest("PUT", object, headers.said, sha256, body);
    }

    private static @Nullable String payer(S3Settings settings) {
        return settings.requesterPays() ? "requester" : null;
    }

    /** Without a value nothing is said. */
    private static final class Headers {
        private final SortedMap<String, String> said = new TreeMap<>();

        Headers say(String name, @Nullable String value) {
            if (value != null) said.put(name, value);
            return this;
        }
    }
}
