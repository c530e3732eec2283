package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Content;
import dev.cohort.store.Location;
import dev.cohort.store.Sha256;
import dev.cohort.store.Stat;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/** Stores a content as one object: in one piece, or in parts at the same time where it is large. */
final class Upload {
    private final Writing writing;
    private final Location.S3 object;
    private final Content content;
    private final boolean ifAbsent;
    private final Map<String, String> mark;

    /** @param mark metadata that comes along */
    Upload(Writing writing, Location.S3 object, Content content, boolean ifAbsent, Map<String, String> mark) {
        this.writing = writing;
        this.object = object;
        this.content = content;
        this.ifAbsent = ifAbsent;
        this.mark = mark;
    }

    /** A version, and the checksum of what it is. */
    record Sent(Stat stat, Sha256 sha256) {}

    /** Throws what the SDK throws: it depends on the caller what a refusal means. */
    Sent run() throws SdkException {
        return content.size() <= writing.connection().tuning().sizes().part() ? whole() : inParts();
    }

    private Sent whole() {
        Sums sums = sums();
        try (Slice slice = new Slice(content, ByteRange.of(0, content.size()))) {
            Writing.Accepted accepted = !ifAbsent && mark.isEmpty()
                    ? writing.put(object, slice, sums.sha256, sums.crc32c)
                    : writing.put(object, slice, sums.crc32c, ifAbsent, mark);
            return new Sent(accepted.stat(content.size()), sums.sha256);
        }
    }

    private record Sums(Sha256 sha256, String crc32c) {}

    private Sums sums() {
        try (FirstReading reading = new FirstReading(content, object)) {
            reading.part(content.size());
            reading.requireEnd();
            return new Sums(reading.sha256(), Crcs.ofFourBytes(reading.whole()));
        }
    }

    private Sent inParts() {
        String upload = writing.begin(object, true, mark);
        return Multipart.orAbort(writing, object, upload, () -> inParts(upload));
    }

    private Sent inParts(String upload) {
        try (FirstReading reading = new FirstReading(content, object)) {
            Multipart parts = parts(upload, reading);
            parts.run(writing.connection().crew());
            reading.requireEnd();
            String crc = Crcs.ofFourBytes(reading.whole());
            Writing.Accepted accepted = writing.complete(object, upload, parts.completed(), crc, ifAbsent);
            return new Sent(accepted.stat(content.size()), reading.sha256());
        }
    }

    private Multipart parts(String upload, FirstReading reading) {
        long size = writing.connection().tuning().sizes().partOf(content.size());
        return new Multipart(content.size(), size, (number, range) -> {
            String crc32c = Crcs.ofFourBytes(reading.part(range.length()));
            return () -> {
                try (Slice slice = new Slice(content, range)) {
                    return writing.putPart(object, upload, number, slice.body(), crc32c);
                }
            };
        });
    }
}
