package dev.cohort.orchestrator.engine.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Tries again as patiently as another, but only a few times where nobody is there to ask: that is mistyped as a rule, and whoever waits for
 * the first answer should know soon.
 *
 * @param quick the same but for its number of attempts
 */
record QuickToTell(RetryStrategy patient, RetryStrategy quick) implements RetryStrategy {
    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        return (isNobodyThere(request.failure()) ? quick : patient).refreshRetryToken(request);
    }

    static boolean isNobodyThere(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .anyMatch(fault -> fault instanceof ConnectException
                        || fault instanceof NoRouteToHostException
                        || fault instanceof UnknownHostException);
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return patient.acquireInitialToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return patient.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return patient.maxAttempts();
    }

    /** Both have all that a client would add. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return patient.toBuilder();
    }
}
