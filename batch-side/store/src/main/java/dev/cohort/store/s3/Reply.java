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
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Response;

/** A good answer of S3 by HTTP, whichever way it was asked: its head, and a body that may still be under way. */
record Reply(SdkHttpResponse head, AbortableInputStream body) {
    /** What costs less to read than a new connection. */
    private static final int SHORT = 16 * 1024;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Many answers come within a second, and many files are of the same one; to read a time takes longer than to compare it. */
    private static volatile Time last = new Time("", Instant.EPOCH);

    private record Time(String text, Instant at) {}

    /** Whose body is still under way. */
    static Reply of(ResponseInputStream<? extends S3Response> answer) {
        return new Reply(answer.response().sdkHttpResponse(), AbortableInputStream.create(answer, answer));
    }

    /** @param call gives the connection up, which a body of the JDK's HTTP does not do by itself */
    static Reply of(HttpExecuteResponse answer, Abortable call) {
        InputStream body = answer.responseBody().orElseGet(Reply::nothing);
        return new Reply(answer.httpResponse(), AbortableInputStream.create(body, call));
    }

    /** Whose body has been read. */
    static Reply of(S3Response answer) {
        return new Reply(answer.sdkHttpResponse(), nothing());
    }

    private static AbortableInputStream nothing() {
        return AbortableInputStream.create(InputStream.nullInputStream());
    }

    /** What is left of the body tells nothing more. Where it is short it is read, and the connection serves again. */
    void end() {
        try {
            if (body.readNBytes(SHORT).length < SHORT) body.close();
            else body.abort();
        } catch (IOException | UncheckedIOException | SdkException e) {
            body.abort();
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
