package dev.cohort.store.s3;

import java.nio.charset.StandardCharsets;

/** Keys as they stand in a URL of S3 and in its signature: all but letters, digits, slashes and four marks by the numbers of their bytes. */
final class Escaped {
    private static final String HEX = "0123456789ABCDEF";

    private Escaped() {}

    static String path(String key) {
        StringBuilder escaped = new StringBuilder(key.length() + 16);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) escaped.append((char) b);
            else escaped.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
        }
        return escaped.toString();
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~/".indexOf(b) >= 0;
    }
}
