package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import dev.cohort.store.Expect;
import dev.cohort.store.Inputs;
import dev.cohort.store.Location;
import dev.cohort.store.Stat;
import java.nio.file.Path;

/** An input from outside of the pipeline; a copy is the body's own, to do with as it likes. */
record FoundFile(Inputs inputs, Location location, Stat stat, boolean copy) implements FoundInput {
    @Override
    public String identity() {
        return Fingerprint.externalIdentity(fileName(), stat.etag());
    }

    @Override
    public long bytes() {
        return stat.size();
    }

    @Override
    public Given inPlace(Attempt attempt, Path at) {
        return Given.at(location.toString());
    }

    @Override
    public Given stage(Attempt attempt, Path at) {
        Path target = at.resolve(fileName());
        Expect expect = Expect.etag(stat.etag());
        if (copy) {
            inputs.copyIn(location, target, expect);
        } else {
            attempt.staged().add(inputs.stageIn(location, target, expect));
        }
        attempt.stopwatch().moved(stat.size());
        return Given.file(target);
    }

    String fileName() {
        String text = location.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
