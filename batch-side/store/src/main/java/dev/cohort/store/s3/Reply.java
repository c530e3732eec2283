package dev.cohort.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Response;

/** A good answer of S3 by HTTP, whichever way it was asked: its head, and a body that may still be under way. */
record Reply(SdkHttpResponse head, InputStream body) {
    /** What costs less to read than a new connection. */
    private static final int SHORT = 16 * 1024;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Many answers come within a second, and many files are of the same one; to read a time takes longer than to compare it. */
    private static volatile Time last = new Time("", Instant.EPOCH);

    private record Time(String text, Instant at) {}

    /** Whose body is still under way. */
    static Reply of(ResponseInputStream<? extends S3Response> answer) {
        return new Reply(answer.response().sdkHttpResponse(), answer);
    }

    /** Whose body is still under way. */
    static Reply of(HttpExecuteResponse answer) {
        Optional<InputStream> body = answer.responseBody().map(InputStream.class::cast);
        return new Reply(answer.httpResponse(), body.orElseGet(InputStream::nullInputStream));
    }

    /** Whose body has been read. */
    static Reply of(S3Response answer) {
        return new Reply(answer.sdkHttpResponse(), InputStream.nullInputStream());
    }

    /** What is left of the body tells nothing more. Where it is short it is read, and the connection serves again. */
    void end() {
        try {
            body.readNBytes(SHORT);
        } catch (IOException | UncheckedIOException | SdkException e) {
            // All that counts is here.
        }
        leave();
    }

    /**
     * Gives up what is left of the body. Closed, the JDK's HTTP closes the connection where much is left, and no other; asked to
     * disconnect, it would close an idle one as well.
     */
    void leave() {
        try {
            body.close();
        } catch (IOException | UncheckedIOException | SdkException e) {
            // Nobody wants any more of it.
        }
    }

    Optional<String> header(String name) {
        return head.firstMatchingHeader(name);
    }

    /** Empty for what is no number of bytes. */
    Optional<Long> number(String header) {
        return header(header).filter(NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    /** Empty for what is no time. */
    Optional<Instant> time(String header) {
        return header(header).flatMap(Reply::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        Time known = last;
        if (known.text.equals(text)) return Optional.of(known.at);
        try {
            Time read = new Time(
                    text,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            last = read;
            return Optional.of(read.at);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
