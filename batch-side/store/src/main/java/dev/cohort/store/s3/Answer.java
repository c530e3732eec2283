package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.Stat;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The beginning of what S3 answers to a read: which version it is, and its bytes, as long as the connection holds. */
record Answer(Stat stat, Reply reply) {
    private static final Pattern TOTAL = Pattern.compile("bytes .*/(\\d{1,18})");

    static Answer of(Location.S3 object, Reply reply) {
        Optional<Stat> stat = stat(reply, total(reply));
        if (stat.isPresent()) return new Answer(stat.get(), reply);
        reply.leave();
        throw notOfS3("read", object);
    }

    /** What is read, as long as it comes. */
    InputStream body() {
        return reply.body();
    }

    /** Of an answer to a look. */
    static Stat looked(Location.S3 object, Reply reply) {
        return stat(reply, reply.number("Content-Length")).orElseThrow(() -> notOfS3("look at", object));
    }

    private static Optional<Stat> stat(Reply reply, Optional<Long> size) {
        Instant modified = reply.time("Last-Modified").orElse(null);
        return size.flatMap(bytes -> reply.header("ETag").map(etag -> stat(bytes, modified, etag)));
    }

    private static StoreFailure notOfS3(String doing, Location.S3 object) {
        return new StoreFailure(
                Kind.UNREACHABLE,
                "Cannot " + doing + " " + Names.shown(object.toString())
                        + ": the answer names no size or no version, so it is hardly from S3");
    }

    private static Optional<Long> total(Reply reply) {
        return reply.header("Content-Range")
                .map(TOTAL::matcher)
                .filter(Matcher::matches)
                .map(range -> Long.valueOf(range.group(1)))
                .or(() -> reply.number("Content-Length"));
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
