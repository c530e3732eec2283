package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Expect;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Stat;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** The calls that read. */
final class Reading {
    /** As a plain header: asked by its own word for it, the SDK would make each checksum a second time, and not know CRC64NVME. */
    private static final AwsRequestOverrideConfiguration ASKING_FOR_CHECKSUM = AwsRequestOverrideConfiguration.builder()
            .putHeader("x-amz-checksum-mode", "ENABLED")
            .build();

    private final Connection connection;
    private final S3Settings settings;
    private final UnaryOperator<String> naming;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** @param naming how a user would call what has this key and is missing */
    Reading(Connection connection, S3Settings settings, UnaryOperator<String> naming) {
        this.connection = connection;
        this.settings = settings;
        this.naming = naming;
    }

    StoreFailure absent(Location.S3 object) {
        return new StoreFailure(Kind.NOT_FOUND, "There is no " + naming.apply(object.key()));
    }

    Connection connection() {
        return connection;
    }

    private @Nullable RequestPayer payer() {
        return settings.requesterPays() ? RequestPayer.REQUESTER : null;
    }

    Optional<Stat> head(Location.S3 object) {
        try {
            return Optional.of(stat(object, connection.client().headObject(headRequest(object))));
        } catch (SdkException e) {
            if (!S3Faults.is(e, 404)) throw S3Faults.explain(e, "look at", object);
            requireBucket(object);
            return Optional.empty();
        }
    }

    /** What is there, and one field of its metadata. */
    record Marked(Optional<Stat> stat, @Nullable String mark) {}

    Marked marked(Location.S3 object, String field) {
        try {
            HeadObjectResponse head = connection.client().headObject(headRequest(object));
            return new Marked(Optional.of(stat(object, head)), head.metadata().get(field));
        } catch (SdkException e) {
            if (S3Faults.is(e, 404)) return new Marked(Optional.empty(), null);
            throw S3Faults.explain(e, "look at", object);
        }
    }

    private static Stat stat(Location.S3 object, HeadObjectResponse head) {
        return Answer.looked(object, Reply.of(head));
    }

    private HeadObjectRequest headRequest(Location.S3 object) {
        return HeadObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .requestPayer(payer())
                .build();
    }

    /** The answer to a HEAD has no body that could say what is missing, so the first time the bucket itself is asked for. */
    private void requireBucket(Location.S3 object) {
        if (seen.contains(object.bucket())) return;
        try {
            connection.client().headBucket(request -> request.bucket(object.bucket()));
        } catch (SdkException e) {
            if (S3Faults.is(e, 404)) throw S3Faults.noBucket(object, e);
            // That it may not be asked for says nothing about whether it is there.
        }
        seen.add(object.bucket());
    }

    /** Empty where the range lies behind the end of the object, which S3 refuses to answer. */
    Optional<Answer> get(Location.S3 object, ByteRange range, @Nullable String etag) {
        try {
            return Optional.of(Answer.of(object, reply(object, range, etag)));
        } catch (NoSuchKeyException e) {
            throw absent(object);
        } catch (SdkException e) {
            if (S3Faults.is(e, 416)) return Optional.empty();
            if (S3Faults.is(e, 412)) throw Expect.changed(object, "another version", etag);
            throw S3Faults.explain(e, "read", object);
        }
    }

    private Reply reply(Location.S3 object, ByteRange range, @Nullable String etag) {
        ShortRequest request = ShortRequest.get(
                object,
                range.equals(ByteRange.ALL) ? null : header(range),
                etag == null ? null : Answer.quoted(etag),
                settings);
        return connection
                .shortWay()
                .send(request)
                .orElseGet(() -> Reply.of(connection.client().getObject(getRequest(object, range, etag))));
    }

    private GetObjectRequest getRequest(Location.S3 object, ByteRange range, @Nullable String etag) {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .ifMatch(etag == null ? null : Answer.quoted(etag))
                .requestPayer(payer());
        return range.equals(ByteRange.ALL)
                ? request.overrideConfiguration(ASKING_FOR_CHECKSUM).build()
                : request.range(header(range)).build();
    }

    private static String header(ByteRange range) {
        long last = range.offset() + range.length() - 1;
        return "bytes=" + range.offset() + "-" + (last < range.offset() ? "" : last);
    }

    /** A thousand names at most; further ones by the token of the page before. */
    ListObjectsV2Response page(Location.S3 prefix, @Nullable String delimiter, @Nullable String token) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(prefix.bucket())
                .prefix(prefix.key())
                .delimiter(delimiter)
                .continuationToken(token)
                .requestPayer(payer())
                .build();
        return connection.call("list", prefix, client -> client.listObjectsV2(request));
    }
}
