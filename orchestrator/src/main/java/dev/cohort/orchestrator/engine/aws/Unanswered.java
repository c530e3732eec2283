package dev.cohort.orchestrator.engine.aws;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Whom a call was meant for that had no answer, which AWS's client does not say. It goes along with the client's own exception: that must stay
 * of its kind.
 */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String variable;

    private Unanswered(String place, String variable) {
        super("no answer from " + place, null, false, false);
        this.place = place;
        this.variable = variable;
    }

    /** As {@code https://batch.eu-west-1.amazonaws.com}. */
    String place() {
        return place;
    }

    /** That by which the place is settled where it is not AWS. */
    String variable() {
        return variable;
    }

    /** Empty where something else went wrong. */
    static Optional<Unanswered> of(Throwable fault) {
        return causes(fault)
                .flatMap(cause -> Stream.of(cause.getSuppressed()))
                .filter(Unanswered.class::isInstance)
                .map(Unanswered.class::cast)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause);
    }

    /** Notes of each call that had no answer whom it was meant for. */
    record Noting(String variable) implements ExecutionInterceptor {
        @Override
        public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
            Throwable fault = context.exception();
            if (isOfTheNetwork(fault)) {
                context.httpRequest()
                        .ifPresent(request -> fault.addSuppressed(new Unanswered(shown(request), variable)));
            }
            return fault;
        }

        private static boolean isOfTheNetwork(Throwable fault) {
            return fault instanceof ApiCallTimeoutException
                    || fault instanceof ApiCallAttemptTimeoutException
                    || causes(fault).anyMatch(IOException.class::isInstance);
        }

        private static String shown(SdkHttpRequest request) {
            boolean usual = request.port() == ("https".equals(request.protocol()) ? 443 : 80);
            return request.protocol() + "://" + request.host() + (usual ? "" : ":" + request.port());
        }
    }
}
