package dev.cohort.store.s3;

import dev.cohort.store.Expect;
import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.Sha256;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** What the bytes of a whole object must come to: by what the reader knows of it, and by what S3 noted when it was written. */
final class Checks {
    private final List<Check> checks = new ArrayList<>();

    /** One checksum that is made as the bytes pass. */
    private interface Check {
        void update(byte[] bytes, int offset, int length);

        /** CORRUPT unless it is the right one. */
        void finish();
    }

    private Checks() {}

    /** For a part of an object, of which nothing is known. */
    static Checks none() {
        return new Checks();
    }

    /** One of S3's is enough; that of the parts of an object says nothing about how it was cut. */
    static Checks of(Location.S3 object, Reply reply, Expect expect) {
        Checks checks = new Checks();
        if (expect.sha256() != null) checks.sha256(object, expect);
        if (reply.header("x-amz-checksum-type").filter("COMPOSITE"::equals).isEmpty())
            checks.noted(object, reply, expect.sha256() == null);
        return checks;
    }

    private void noted(Location.S3 object, Reply reply, boolean sha256Too) {
        boolean made = crc(object, reply, Crc64Nvme::new, "CRC64NVME")
                || crc(object, reply, CRC32C::new, "CRC32C")
                || crc(object, reply, CRC32::new, "CRC32");
        if (!made && sha256Too) noted(reply, "SHA256").ifPresent(expected -> sha256(object, expected));
    }

    private static Optional<String> noted(Reply reply, String name) {
        return reply.header("x-amz-checksum-" + name.toLowerCase(Locale.ROOT));
    }

    private boolean crc(Location.S3 object, Reply reply, Supplier<Checksum> checksum, String name) {
        Optional<String> expected = noted(reply, name);
        expected.ifPresent(sum -> crc(object, checksum.get(), sum, name));
        return expected.isPresent();
    }

    private void sha256(Location.S3 object, Expect expect) {
        MessageDigest digest = Sha256.digest();
        checks.add(new Check() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public void finish() {
                expect.checkSha256(Sha256.of(digest), object);
            }
        });
    }

    private void sha256(Location.S3 object, String expected) {
        MessageDigest digest = Sha256.digest();
        checks.add(new Check() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public void finish() {
                compare(object, "SHA-256", Crcs.base64(digest.digest()), expected);
            }
        });
    }

    private void crc(Location.S3 object, Checksum checksum, String expected, String name) {
        checks.add(new Check() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                checksum.update(bytes, offset, length);
            }

            @Override
            public void finish() {
                String found = checksum instanceof Crc64Nvme ? Crcs.ofEightBytes(checksum) : Crcs.ofFourBytes(checksum);
                compare(object, name, found, expected);
            }
        });
    }

    private static void compare(Location.S3 object, String name, String found, @Nullable String expected) {
        if (found.equals(expected)) return;
        throw new StoreFailure(
                Kind.CORRUPT,
                Names.shown(object.toString()) + " did not come with the bytes that S3 noted: " + name + " " + found
                        + " instead of " + Names.shown(String.valueOf(expected)),
                "Try again; if it stays so, do not use it.",
                null);
    }

    boolean isEmpty() {
        return checks.isEmpty();
    }

    void update(byte[] bytes, int offset, int length) {
        for (Check check : checks) check.update(bytes, offset, length);
    }

    void finish() {
        for (Check check : checks) check.finish();
    }
}
