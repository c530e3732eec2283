package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.S3Settings.Encryption;
import dev.cohort.store.Sha256;
import dev.cohort.store.Stat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The requests that write; what they are part of decides what an error means, so they throw what the SDK throws. */
final class Writing {
    private final Connection connection;
    private final S3Settings settings;

    Writing(Connection connection, S3Settings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    Connection connection() {
        return connection;
    }

    private S3Client client() {
        return connection.client();
    }

    private Encryption encryption() {
        return settings.encryption();
    }

    /** A key of one's own for a bucket spares a call to KMS for each object. */
    private @Nullable Boolean bucketKey() {
        return "aws:kms".equals(encryption().algorithm()) ? Boolean.TRUE : null;
    }

    private @Nullable RequestPayer payer() {
        return settings.requesterPays() ? RequestPayer.REQUESTER : null;
    }

    private static @Nullable String onlyIf(boolean absent) {
        return absent ? "*" : null;
    }

    /** A version that S3 has taken in, and when; it says that only to the second, and only on the envelope. */
    record Accepted(String etag, Instant at) {
        static <R extends S3Response> Accepted of(R answer, Function<R, String> etag) {
            return new Accepted(etag.apply(answer), at(Reply.of(answer)));
        }

        private static Instant at(Reply reply) {
            return reply.time("Date").orElse(Instant.EPOCH);
        }

        /** Empty where the answer names no version. */
        static Optional<Accepted> of(Reply reply) {
            reply.end();
            return reply.header("ETag").map(etag -> new Accepted(etag, at(reply)));
        }

        Stat stat(long size) {
            return Answer.stat(size, at, etag);
        }
    }

    /** Bears no mark, and may replace what is there: as the SDK's client does it, and where it is small, on the short way first. */
    Accepted put(Location.S3 object, Slice body, Sha256 sha256, String crc32c) {
        return shortly(object, body, sha256, crc32c).orElseGet(() -> put(object, body, crc32c, false, Map.of()));
    }

    private Optional<Accepted> shortly(Location.S3 object, Slice body, Sha256 sha256, String crc32c) {
        if (body.length() > HttpConnections.SMALL) return Optional.empty();
        return connection
                .shortWay()
                .send(ShortRequest.put(object, body, sha256, crc32c, settings))
                .flatMap(Accepted::of);
    }

    /** @param mark metadata by which its writer knows it again */
    Accepted put(Location.S3 object, Slice body, String crc32c, boolean ifAbsent, Map<String, String> mark) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .checksumCRC32C(crc32c)
                .ifNoneMatch(onlyIf(ifAbsent))
                .metadata(mark)
                .serverSideEncryption(encryption().algorithm())
                .ssekmsKeyId(encryption().kmsKey())
                .bucketKeyEnabled(bucketKey())
                .requestPayer(payer())
                .build();
        return Accepted.of(client().putObject(request, body.body()), PutObjectResponse::eTag);
    }

    /** Of what is uploaded S3 keeps one checksum of the whole; of what is copied it makes its own. */
    String begin(Location.S3 object, boolean withChecksum, Map<String, String> mark) {
        CreateMultipartUploadRequest request = CreateMultipartUploadRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .checksumAlgorithm(withChecksum ? ChecksumAlgorithm.CRC32_C : null)
                .checksumType(withChecksum ? ChecksumType.FULL_OBJECT : null)
                .metadata(mark)
                .serverSideEncryption(encryption().algorithm())
                .ssekmsKeyId(encryption().kmsKey())
                .bucketKeyEnabled(bucketKey())
                .requestPayer(payer())
                .build();
        return client().createMultipartUpload(request).uploadId();
    }

    CompletedPart putPart(Location.S3 object, String upload, int number, RequestBody body, String crc32c) {
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .uploadId(upload)
                .partNumber(number)
                .checksumCRC32C(crc32c)
                .requestPayer(payer())
                .build();
        String etag = client().uploadPart(request, body).eTag();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumCRC32C(crc32c)
                .build();
    }

    CompletedPart copyPart(
            Location.S3 from, String etag, Location.S3 object, String upload, int number, ByteRange range) {
        UploadPartCopyRequest request = UploadPartCopyRequest.builder()
                .sourceBucket(from.bucket())
                .sourceKey(from.key())
                .copySourceIfMatch(Answer.quoted(etag))
                .copySourceRange("bytes=" + range.offset() + "-" + (range.offset() + range.length() - 1))
                .destinationBucket(object.bucket())
                .destinationKey(object.key())
                .uploadId(upload)
                .partNumber(number)
                .requestPayer(payer())
                .build();
        CopyPartResult copied = client().uploadPartCopy(request).copyPartResult();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(copied.eTag())
                .checksumCRC32(copied.checksumCRC32())
                .checksumCRC32C(copied.checksumCRC32C())
                .checksumCRC64NVME(copied.checksumCRC64NVME())
                .build();
    }

    Accepted complete(
            Location.S3 object, String upload, List<CompletedPart> parts, @Nullable String crc32c, boolean ifAbsent) {
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts))
                .checksumCRC32C(crc32c)
                .checksumType(crc32c == null ? null : ChecksumType.FULL_OBJECT)
                .ifNoneMatch(onlyIf(ifAbsent))
                .requestPayer(payer())
                .build();
        return Accepted.of(client().completeMultipartUpload(request), CompleteMultipartUploadResponse::eTag);
    }

    void abort(Location.S3 object, String upload) {
        client().abortMultipartUpload(request -> request.bucket(object.bucket())
                .key(object.key())
                .uploadId(upload)
                .requestPayer(payer()));
    }

    Accepted copy(Location.S3 from, String etag, Location.S3 object) {
        CopyObjectRequest request = CopyObjectRequest.builder()
                .sourceBucket(from.bucket())
                .sourceKey(from.key())
                .copySourceIfMatch(Answer.quoted(etag))
                .destinationBucket(object.bucket())
                .destinationKey(object.key())
                .serverSideEncryption(encryption().algorithm())
                .ssekmsKeyId(encryption().kmsKey())
                .bucketKeyEnabled(bucketKey())
                .requestPayer(payer())
                .build();
        return Accepted.of(
                client().copyObject(request),
                copied -> copied.copyObjectResult().eTag());
    }

    void delete(Location.S3 object) {
        client().deleteObject(request ->
                request.bucket(object.bucket()).key(object.key()).requestPayer(payer()));
    }
}
