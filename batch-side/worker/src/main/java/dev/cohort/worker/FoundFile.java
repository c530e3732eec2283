package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import dev.cohort.store.Expect;
import dev.cohort.store.Inputs;
import dev.cohort.store.Location;
import dev.cohort.store.Stat;
import java.io.IOException;
import java.nio.file.Path;

/** An input from outside of the pipeline; a copy is the body's own, to do with as it likes. */
record FoundFile(Inputs inputs, Location location, Stat stat, Sharing sharing) implements FoundInput {
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
    public Given stage(Attempt attempt, Path at) throws IOException {
        Path target = at.resolve(fileName());
        Expect expect = Expect.etag(stat.etag());
        switch (sharing) {
            case COPIED -> inputs.copyIn(location, target, expect);
            case CACHED ->
                attempt.staged()
                        .add(attempt.hostCache()
                                .stage(location, stat, target, path -> inputs.stageIn(location, path, expect)));
            case ITS_OWN -> attempt.staged().add(inputs.stageIn(location, target, expect));
        }
        attempt.stopwatch().moved(stat.size());
        return Given.file(target);
    }

    String fileName() {
        String text = location.toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
