package dev.cohort.store.s3;

import dev.cohort.store.Expect;
import dev.cohort.store.Location;
import dev.cohort.store.Stat;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Copies within S3, without the bytes coming here; in parts at the same time where they are many. */
final class Copying {
    private final Reading reading;
    private final Writing writing;
    private final Location.S3 from;
    private final Stat version;
    private final Location.S3 to;

    Copying(Reading reading, Writing writing, Location.S3 from, Stat version, Location.S3 to) {
        this.reading = reading;
        this.writing = writing;
        this.from = from;
        this.version = version;
        this.to = to;
    }

    Stat run() {
        try {
            return accepted().stat(version.size());
        } catch (SdkException e) {
            if (e instanceof NoSuchKeyException) throw reading.absent(from);
            if (S3Faults.is(e, 412)) throw Expect.changed(from, "another version", version.etag());
            throw S3Faults.explain(e, "copy " + from + " to", to);
        }
    }

    private Writing.Accepted accepted() {
        return version.size() <= sizes().copiedPart() ? writing.copy(from, version.etag(), to) : inParts();
    }

    private Tuning.Sizes sizes() {
        return writing.connection().tuning().sizes();
    }

    private Writing.Accepted inParts() {
        String upload = writing.begin(to, false, Map.of());
        return Multipart.orAbort(writing, to, upload, () -> inParts(upload));
    }

    private Writing.Accepted inParts(String upload) {
        Multipart parts = new Multipart(
                version.size(),
                sizes().copiedPartOf(version.size()),
                (number, range) -> () -> writing.copyPart(from, version.etag(), to, upload, number, range));
        parts.run(writing.connection().crew());
        return writing.complete(to, upload, parts.completed(), null, false);
    }
}
