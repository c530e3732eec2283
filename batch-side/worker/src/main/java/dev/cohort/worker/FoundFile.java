package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import dev.cohort.store.Expect;
import dev.cohort.store.Inputs;
import dev.cohort.store.Location;
import dev.cohort.store.Stat;
import java.nio.file.Path;

/** An input from outside of the pipeline. */
record FoundFile(Inputs inputs, Location location, Stat stat) implements FoundInput {
    @Override
    public String identity() {
        return Fingerprint.externalIdentity(fileName(), stat.etag());
    }

    @Override
    public Given stage(Attempt attempt, Path at) {
        Path target = at.resolve(fileName());
        attempt.staged().add(inputs.stageIn(location, target, Expect.etag(stat.etag())));
        attempt.stopwatch().moved(stat.size());
        return Given.file(target);
    }

    String fileName() {
        String text = location.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
