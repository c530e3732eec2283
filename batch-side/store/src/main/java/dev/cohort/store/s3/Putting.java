package dev.cohort.store.s3;

import dev.cohort.store.Content;
import dev.cohort.store.Location;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts objects, in any case or only where there is none, and finds out what came of it where S3 leaves that open. */
final class Putting {
    private static final String MARK = "cohort-put";

    private final Reading reading;
    private final Writing writing;

    Putting(Reading reading, Writing writing) {
        this.reading = reading;
        this.writing = writing;
    }

    Upload.Sent put(Location.S3 object, Content content) {
        try {
            return new Upload(writing, object, content, false, Map.of()).run();
        } catch (SdkException e) {
            throw S3Faults.explain(e, "write", object);
        }
    }

    /**
     * 412 says that there is one; 409, that somebody else is just putting one, which may yet come to nothing. When an answer was lost
     * and the SDK tried again, the one that is there may be ours: it is known by its mark.
     */
    Optional<Upload.Sent> putIfAbsent(Location.S3 object, Content content) {
        String mark = UUID.randomUUID().toString();
        for (int tries = 1; ; tries++) {
            Upload upload = new Upload(writing, object, content, true, Map.of(MARK, mark));
            try {
                return Optional.of(upload.run());
            } catch (SdkException e) {
                if (S3Faults.is(e, 412)) return isUnclear(e, tries) ? ours(object, content, mark) : Optional.empty();
                if (!S3Faults.is(e, 409) || tries == attempts()) throw S3Faults.explain(e, "write", object);
                writing.connection().pauses().before(tries);
            }
        }
    }

    private int attempts() {
        return writing.connection().tuning().patience().attempts();
    }

    private static boolean isUnclear(SdkException e, int tries) {
        return tries > 1 || !(e instanceof AwsServiceException answer) || answer.numAttempts() != 1;
    }

    private Optional<Upload.Sent> ours(Location.S3 object, Content content, String mark) {
        Reading.Marked there = reading.marked(object, MARK);
        if (!mark.equals(there.mark())) return Optional.empty();
        try (FirstReading again = new FirstReading(content, object)) {
            again.part(content.size());
            return there.stat().map(stat -> new Upload.Sent(stat, again.sha256()));
        }
    }
}
