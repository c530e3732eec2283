package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.ComputeFailure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of AWS's client means: for the next step, and in words. */
final class Faults {
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final Set<String> THROTTLING = Set.of(
            "TooManyRequestsException",
            "TooManyRequests",
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestLimitExceeded");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> DENIED = Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation");
    private static final Set<String> UNKNOWN_KEYS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "MissingAuthenticationTokenException");

    /** AWS tells the action in the midst of a sentence. */
    private static final Pattern ACTION = Pattern.compile("not authorized to perform: ([A-Za-z0-9:*-]+)");

    /** Words of AWS's client about a token that it looked for, or the file where that would be. */
    private static final Pattern SIGN_IN = Pattern.compile("SSO|[/\\\\]sso[/\\\\]cache|(?i)sign-in session");

    private static final Pattern NO_SUCH_QUEUE = Pattern.compile("(?i)job.?queue .*(does not exist|not found)");

    private Faults() {}

    /** Turned away at the door: nothing was done, and a later call may be served. */
    static boolean isThrottled(SdkException fault) {
        return fault instanceof AwsServiceException answer
                && (answer.statusCode() == TOO_MANY || THROTTLING.contains(code(answer)));
    }

    /** Whether the call was served nobody knows: no answer came, or the server stumbled over it. */
    static boolean isUnclear(SdkException fault) {
        if (fault instanceof AwsServiceException answer) {
            return answer.statusCode() >= SERVER && !isThrottled(answer);
        }
        return !isBeforeSending(fault);
    }

    /** Whether the same call may well be served later, though nobody mends anything here. */
    static boolean mayPass(SdkException fault) {
        return isThrottled(fault) || isUnclear(fault);
    }

    /** What fails while a request is made ready never left this machine. */
    private static boolean isBeforeSending(SdkException fault) {
        return missing(fault).isPresent();
    }

    private static Optional<Throwable> missing(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .filter(Credentials.Missing.class::isInstance)
                .findFirst();
    }

    private static String words(Throwable fault) {
        return String.valueOf(fault.getMessage());
    }

    /** @param what can't be done, as the beginning of a sentence */
    static ComputeFailure told(String what, SdkException fault) {
        return fault instanceof AwsServiceException answer ? answered(what, answer) : unanswered(what, fault);
    }

    private static ComputeFailure answered(String what, AwsServiceException answer) {
        String code = code(answer);
        if (EXPIRED.contains(code)) {
            return ComputeFailure.environment(
                    what + ": the AWS credentials have expired",
                    "get new ones, for instance with `aws sso login`",
                    answer);
        }
        if (UNKNOWN_KEYS.contains(code)) {
            return ComputeFailure.environment(
                    what + ": AWS does not know these credentials",
                    "look at AWS_PROFILE and AWS_ACCESS_KEY_ID; `aws sts get-caller-identity` shows who you are",
                    answer);
        }
        return DENIED.contains(code) ? denied(what, answer) : refused(what, answer);
    }

    private static ComputeFailure denied(String what, AwsServiceException answer) {
        Optional<String> action = Optional.of(ACTION.matcher(message(answer)))
                .filter(Matcher::find)
                .map(found -> found.group(1));
        return ComputeFailure.environment(
                what + ": AWS does not allow it: " + message(answer),
                "let the role or user that you are do "
                        + action.map(allowed -> "`" + allowed + "`").orElse("that")
                        + "; `aws sts get-caller-identity` shows who you are",
                answer);
    }

    private static ComputeFailure refused(String what, AwsServiceException answer) {
        if (isThrottled(answer)) {
            return ComputeFailure.service(
                    what + ": AWS asks for fewer calls, and did so too often", "try again in a while", answer);
        }
        if (NO_SUCH_QUEUE.matcher(message(answer)).find()) {
            return ComputeFailure.environment(
                    what + ": there is no such queue: " + message(answer),
                    "look at --queue and --region; `aws batch describe-job-queues` lists those that are there",
                    answer);
        }
        return answer.statusCode() >= SERVER
                ? ComputeFailure.service(what + ": AWS has failed: " + message(answer), "try again in a while", answer)
                : ComputeFailure.service(what + ": AWS refused it: " + message(answer), null, answer);
    }

    private static ComputeFailure unanswered(String what, SdkException fault) {
        Optional<Throwable> missing = missing(fault);
        if (missing.isPresent()) {
            return withoutCredentials(what, words(missing.get()), fault);
        }
        Optional<Unanswered> unanswered = Unanswered.of(fault);
        return ComputeFailure.service(
                what + ": no answer came from "
                        + unanswered.map(Unanswered::place).orElse("AWS") + ": " + innermost(fault),
                "look at the network, at --region, at HTTPS_PROXY and at "
                        + unanswered.map(Unanswered::variable).orElse("AWS_ENDPOINT_URL"),
                fault);
    }

    private static ComputeFailure withoutCredentials(String what, String why, SdkException fault) {
        if (SIGN_IN.matcher(why).find()) {
            return ComputeFailure.environment(
                    what + ": the AWS profile signs in by SSO, and nobody is signed in, or not any more",
                    "sign in with `aws sso login`",
                    fault);
        }
        if (why.contains("from any of the providers in the chain")) {
            return ComputeFailure.environment(
                    what + ": no AWS credentials were found",
                    "set AWS_PROFILE, or log in with `aws sso login` or `aws configure`",
                    fault);
        }
        return ComputeFailure.environment(
                what + ": no AWS credentials can be had: " + why,
                "look at AWS_PROFILE and at ~/.aws/config; `aws sts get-caller-identity` shows who you are",
                fault);
    }

    private static String innermost(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof UnknownHostException) {
            return "the network knows no such host";
        }
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return cause instanceof ConnectException ? "nobody listens there (" + words + ")" : words;
    }

    private static String code(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }

    private static String message(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .filter(text -> !text.isBlank())
                .orElseGet(() -> "status " + answer.statusCode());
    }
}
