package dev.cohort.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is told to encrypt what a run writes, where that is not left to the bucket.
 *
 * @param method as S3 calls it
 * @param key of AWS KMS: its ARN, id or alias; null for the one that AWS keeps for S3
 */
public record Encryption(String method, @Nullable String key) {
    /** By keys that S3 keeps by itself. */
    public static final String BY_S3 = "AES256";

    public static final String BY_KMS = "aws:kms";

    public Encryption {
        Objects.requireNonNull(method, "method");
        if (!method.equals(BY_S3) && !method.equals(BY_KMS)) {
            throw new IllegalArgumentException("is " + Names.quoted(method) + ", not one of " + BY_S3 + ", " + BY_KMS);
        }
        if (key != null && !method.equals(BY_KMS)) {
            throw new IllegalArgumentException("has a key of KMS, which " + method + " makes no use of");
        }
    }

    public Json toJson() {
        return Json.object().put("method", method).putIfPresent("key", key).build();
    }

    public static Encryption fromJson(Fields encryption) {
        return encryption.make(() -> new Encryption(encryption.text("method"), encryption.textOrNull("key")));
    }
}
