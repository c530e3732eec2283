package dev.cohort.store.s3;

import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong before S3 could answer. */
final class ClientFaults {
    private ClientFaults() {}

    static StoreFailure explain(SdkException e, String doing, Location.S3 object) {
        Fault fault = fault(e);
        return new StoreFailure(
                fault.kind,
                "Cannot " + doing + " " + Names.shown(object.toString()) + ": " + fault.reason,
                fault.advice,
                e);
    }

    /** What it comes to. */
    private record Fault(Kind kind, String reason, String advice) {}

    private static Fault fault(SdkException e) {
        if (e instanceof AbortedException)
            return new Fault(Kind.INTERRUPTED, "it was interrupted", "Run again; nothing half is left.");
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException)
            return unreachable("S3 did not answer in time");
        if (String.valueOf(e.getMessage()).contains("redentials")) return noCredentials();
        return network(e)
                .orElseGet(() -> new Fault(
                        Kind.BROKEN, Names.shown(String.valueOf(e.getMessage())), "Look at the settings of AWS."));
    }

    /** The SDK's own sentence lists each place where it looked; the places that people use are enough. */
    private static Fault noCredentials() {
        return isGivenCredentials()
                ? new Fault(
                        Kind.UNREACHABLE,
                        "the platform gave this container no credentials for its role",
                        "Try again; if it stays so, look whether the job's role is still there, and trusts"
                                + " ecs-tasks.amazonaws.com.")
                : new Fault(
                        Kind.NO_CREDENTIALS,
                        "no AWS credentials were found",
                        "Set AWS_PROFILE, or log in (aws sso login); on AWS, give the job or the instance a role.");
    }

    /** Where a platform says so, it is asked for them, and when thousands of containers start at once it may not answer each of them. */
    private static boolean isGivenCredentials() {
        return Stream.of(
                        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI,
                        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI)
                .anyMatch(setting ->
                        setting.getStringValue().filter(uri -> !uri.isBlank()).isPresent());
    }

    private static Optional<Fault> network(Throwable e) {
        return causes(e).filter(IOException.class::isInstance).findFirst().map(ClientFaults::broken);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
    }

    private static Fault broken(Throwable e) {
        if (e instanceof UnknownHostException) return unknown(Names.shown(String.valueOf(e.getMessage())));
        if (e instanceof ConnectException) return unreachable("nobody listens there (" + words(e) + ")");
        if (e instanceof SocketTimeoutException) return unreachable("S3 fell silent (" + words(e) + ")");
        if (e instanceof SSLException)
            return new Fault(
                    Kind.UNREACHABLE,
                    "no secure connection (" + words(e) + ")",
                    "If a proxy stands between, let Java trust its certificate (javax.net.ssl.trustStore).");
        return unreachable("the connection broke (" + words(e) + ")");
    }

    /** Who never named a region must not be left to wonder about the one in the host's name. */
    private static Fault unknown(String host) {
        String reason = "the network knows no host " + host;
        return Regions.chosen().isEmpty() && host.contains(Regions.FIRST.id())
                ? new Fault(
                        Kind.NO_REGION,
                        reason + ", where S3 was asked as no region is set",
                        "Set the region (AWS_REGION, or in the profile), or AWS_ENDPOINT_URL_S3 for another server; then look at"
                                + " the network and at HTTPS_PROXY.")
                : unreachable(reason);
    }

    private static Fault unreachable(String reason) {
        return new Fault(
                Kind.UNREACHABLE,
                reason,
                "Try again; if it stays so, look at the network, at HTTPS_PROXY and at AWS_ENDPOINT_URL_S3.");
    }

    private static String words(Throwable e) {
        return Names.shown(String.valueOf(e.getMessage()));
    }
}
