package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.Stat;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The beginning of what S3 answers to a read: which version it is, and its bytes, as long as the connection holds. */
record Answer(Stat stat, GetObjectResponse response, ResponseInputStream<GetObjectResponse> body) {
    private static final Pattern TOTAL = Pattern.compile("bytes .*/(\\d+)");

    static Answer of(Location.S3 object, ResponseInputStream<GetObjectResponse> body) {
        GetObjectResponse head = body.response();
        Long size = total(head);
        if (size == null || head.eTag() == null) {
            body.abort();
            throw notOfS3("read", object);
        }
        return new Answer(stat(size, head.lastModified(), head.eTag()), head, body);
    }

    static StoreFailure notOfS3(String doing, Location.S3 object) {
        return new StoreFailure(
                Kind.UNREACHABLE,
                "Cannot " + doing + " " + Names.shown(object.toString())
                        + ": the answer names no size or no version, so it is hardly from S3");
    }

    private static @Nullable Long total(GetObjectResponse head) {
        Matcher range = TOTAL.matcher(String.valueOf(head.contentRange()));
        return range.matches() ? Long.valueOf(range.group(1)) : head.contentLength();
    }

    /** S3 tells seconds; a server that lists parts of them would contradict itself. */
    static Stat stat(long size, @Nullable Instant modified, String etag) {
        Instant known = modified == null ? Instant.EPOCH : modified;
        return new Stat(size, known.truncatedTo(ChronoUnit.SECONDS), unquoted(etag));
    }

    static String unquoted(String etag) {
        boolean quoted = etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
        return quoted ? etag.substring(1, etag.length() - 1) : etag;
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }
}
