package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what S3 and the SDK say into a kind and a sentence: what happened, where, and what to do. */
final class S3Faults {
    private S3Faults() {}

    /** @param doing what was tried, as a verb that takes the object: "read" */
    static StoreFailure explain(SdkException e, String doing, Location.S3 object) {
        return e instanceof AwsServiceException answer
                ? answered(answer, doing, object)
                : ClientFaults.explain(e, doing, object);
    }

    /** Whether it is this error of S3, by its code, or by its status where an answer had no body. */
    static boolean is(SdkException e, int status) {
        return e instanceof S3Exception answer && answer.statusCode() == status;
    }

    static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : Optional.ofNullable(e.awsErrorDetails().errorCode()).orElse("");
    }

    private static StoreFailure answered(AwsServiceException e, String doing, Location.S3 object) {
        Answer answer = answer(e, object);
        String what = "Cannot " + doing + " " + Names.shown(object.toString()) + ": " + answer.reason + said(e);
        return new StoreFailure(answer.kind, what, answer.advice, e);
    }

    /** What an error of S3 comes to. */
    private record Answer(Kind kind, String reason, String advice) {}

    private static Answer answer(AwsServiceException e, Location.S3 object) {
        return switch (code(e)) {
            case "NoSuchKey" -> new Answer(Kind.NOT_FOUND, "it is not there", "Check the name.");
            case "NoSuchBucket" -> noBucket(object);
            case "NoSuchUpload" -> new Answer(Kind.UNREACHABLE, "its upload was ended by somebody else", "Try again.");
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "MissingSecurityHeader" ->
                new Answer(
                        Kind.NO_CREDENTIALS,
                        "S3 does not know these AWS credentials",
                        "Look which are in use (aws sts get-caller-identity), and whether they belong to this endpoint.");
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
                new Answer(
                        Kind.NO_CREDENTIALS,
                        "the AWS credentials have expired",
                        "Log in again (aws sso login), then run again.");
            case "RequestTimeTooSkewed" ->
                new Answer(
                        Kind.DENIED,
                        "the clock of this machine differs too much from that of S3",
                        "Set it (timedatectl set-ntp true), then run again.");
            case "InvalidObjectState" ->
                new Answer(
                        Kind.DENIED,
                        "it is archived and cannot be read before it is restored",
                        "Restore it (aws s3api restore-object), and run again when that is done.");
            case "BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch" ->
                new Answer(
                        Kind.CHANGED,
                        "other bytes came to S3 than were read here at first",
                        "Store a file only when it is finished; if it was, try again.");
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                new Answer(
                        Kind.UNREACHABLE,
                        "its bucket lies in another region" + region(e),
                        "Name that one in AWS_REGION, or in the profile.");
            default -> byStatus(e, object);
        };
    }

    private static String region(AwsServiceException e) {
        return header(e, "x-amz-bucket-region").map(name -> ", " + name).orElse("");
    }

    private static Optional<String> header(AwsServiceException e, String name) {
        return Optional.ofNullable(e.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader(name))
                .map(Names::shown);
    }

    static StoreFailure noBucket(Location.S3 object, Throwable cause) {
        Answer answer = noBucket(object);
        return new StoreFailure(answer.kind, "There is no bucket " + object.bucket(), answer.advice, cause);
    }

    private static Answer noBucket(Location.S3 object) {
        return new Answer(
                Kind.NO_BUCKET,
                "there is no bucket " + object.bucket(),
                "Check its name, or make it: aws s3 mb s3://" + object.bucket());
    }

    private static Answer byStatus(AwsServiceException e, Location.S3 object) {
        if (code(e).startsWith("KMS."))
            return new Answer(Kind.DENIED, "its KMS key does not serve", "Look at that key, its state and its policy.");
        return switch (e.statusCode()) {
            case 401, 403 -> denied(object);
            case 404 -> new Answer(Kind.NOT_FOUND, "it is not there", "Check the name.");
            case 409 -> new Answer(Kind.UNREACHABLE, "others write it at the same time", "Try again.");
            case 405, 501 ->
                new Answer(Kind.UNSUPPORTED, "this server cannot do that", "Use Amazon S3, or a server that can.");
            case 429, 503 ->
                new Answer(Kind.UNREACHABLE, "S3 asks for fewer requests, and did so too often", "Try again later.");
            case 500, 502, 504 -> new Answer(Kind.UNREACHABLE, "S3 has failed, again and again", "Try again later.");
            default ->
                new Answer(Kind.BROKEN, "S3 refused it", "Look the error up in the documentation of S3, by its code.");
        };
    }

    private static Answer denied(Location.S3 object) {
        return new Answer(
                Kind.DENIED,
                "access denied",
                "Allow these AWS credentials to read, write and list there (policy of the role, of the bucket, of the KMS key);"
                        + " a bucket whose readers pay wants `requester-pays: true` at the input. Without the right to list "
                        + object.bucket()
                        + ", S3 says this of what is not there, too.");
    }

    /** S3's own words, which hold no secret: code, sentence, and what AWS's support asks for. */
    private static String said(AwsServiceException e) {
        StringBuilder said = new StringBuilder(" (").append(code(e).isEmpty() ? "status " + e.statusCode() : code(e));
        if (e.awsErrorDetails() != null && e.awsErrorDetails().errorMessage() != null)
            said.append(": ").append(Names.shown(e.awsErrorDetails().errorMessage()));
        if (e.requestId() != null) said.append("; request ").append(Names.shown(e.requestId()));
        return said.append(")").toString();
    }
}
