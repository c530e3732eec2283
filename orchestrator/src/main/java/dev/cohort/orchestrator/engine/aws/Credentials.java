package dev.cohort.orchestrator.engine.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Credentials from where every tool of AWS takes them. Whatever goes wrong on the way to them is told apart from what goes wrong with a call: that has
 * not been sent then.
 */
record Credentials(AwsCredentialsProvider source) implements AwsCredentialsProvider {

    /** They can't be had; the cause says why. */
    static final class Missing extends SdkClientException {
        private static final long serialVersionUID = 1L;

        private Missing(RuntimeException cause) {
            super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
        }
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return source.resolveCredentials();
        } catch (RuntimeException fault) {
            throw new Missing(fault);
        }
    }
}
