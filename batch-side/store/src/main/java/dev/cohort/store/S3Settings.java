package dev.cohort.store;

import org.jspecify.annotations.Nullable;

/**
 * What can be chosen for objects on S3. Credentials, region, endpoint and proxy are not here: they come from where every AWS tool
 * takes them.
 */
public record S3Settings(Encryption encryption, boolean requesterPays) {
    public static final S3Settings DEFAULT = new S3Settings(Encryption.BUCKET_DEFAULT, false);

    public S3Settings encrypted(Encryption chosen) {
        return new S3Settings(chosen, requesterPays);
    }

    /** The costs of reading go to whoever reads, as buckets of public data often demand. */
    public S3Settings payingForReads() {
        return new S3Settings(encryption, true);
    }

    /** How S3 encrypts what is written, by the name that S3 has for it: nothing, {@code AES256}, or {@code aws:kms} with or without a key. */
    public record Encryption(
            @Nullable String algorithm, @Nullable String kmsKey) {
        /** Whatever the bucket says; S3 encrypts in any case. */
        public static final Encryption BUCKET_DEFAULT = new Encryption(null, null);

        public static final Encryption SSE_S3 = new Encryption("AES256", null);

        /** The key that AWS keeps for S3 in this account. */
        public static final Encryption KMS = new Encryption("aws:kms", null);

        /** @param key the ARN of a key, its id or an alias */
        public static Encryption kms(String key) {
            return new Encryption("aws:kms", key);
        }
    }
}
