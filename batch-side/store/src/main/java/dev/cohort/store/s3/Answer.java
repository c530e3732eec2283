package dev.cohort.store.s3;

import dev.cohort.store.Stat;
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

    static Answer of(ResponseInputStream<GetObjectResponse> body) {
        GetObjectResponse head = body.response();
        return new Answer(stat(total(head), head.lastModified(), head.eTag()), head, body);
    }

    private static long total(GetObjectResponse head) {
        Matcher range = TOTAL.matcher(String.valueOf(head.contentRange()));
        return range.matches() ? Long.parseLong(range.group(1)) : head.contentLength();
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
