package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutputFile;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Sha256;
import dev.cohort.store.Stat;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An input that an earlier step left; a copy is the body's own, to do with as it likes. */
record FoundMade(Producers.Made made, String output, Sharing sharing) implements FoundInput {
    @Override
    public String identity() {
        return Fingerprint.producerIdentity(made.key().content());
    }

    @Override
    public long bytes() {
        return files().stream().mapToLong(OutputFile::size).sum();
    }

    private List<OutputFile> files() {
        return made.outcome().outputs().stream()
                .filter(file -> file.name().equals(output))
                .toList();
    }

    @Override
    public Given inPlace(Attempt attempt, Path at) {
        List<OutputFile> files = files();
        if (files.isEmpty()) {
            return Given.nothing();
        }
        String root = files.get(0).root();
        if (root == null) {
            return Given.at(location(attempt, files.get(0).path()));
        }
        return Given.directory(
                Path.of(location(attempt, root)),
                files.stream()
                        .map(file -> Path.of(location(attempt, file.path())))
                        .toList());
    }

    private String location(Attempt attempt, String path) {
        Outcome outcome = made.outcome();
        String results = attempt.layout().results(outcome.step(), outcome.sample());
        return attempt.store()
                .locationOf(Key.of(path.isEmpty() ? results : results + "/" + path))
                .toString();
    }

    @Override
    public Given stage(Attempt attempt, Path at) throws IOException {
        List<OutputFile> files = files();
        List<Path> staged = new ArrayList<>(files.size());
        for (OutputFile file : files) {
            staged.add(stage(attempt, file, at));
        }
        if (files.isEmpty()) {
            return Given.nothing();
        }
        return files.get(0).root() == null ? Given.file(staged.get(0)) : Given.directory(at, staged);
    }

    private Path stage(Attempt attempt, OutputFile file, Path at) throws IOException {
        Outcome outcome = made.outcome();
        Key key = Key.of(attempt.layout().result(outcome.step(), outcome.sample(), file.path()));
        Path target = at.resolve(below(file));
        Expect expect = expect(attempt.store(), file);
        Store store = attempt.store();
        switch (sharing) {
            case COPIED -> store.copyIn(key, target, expect);
            case CACHED ->
                attempt.staged()
                        .add(attempt.hostCache()
                                .stage(
                                        store.locationOf(key),
                                        new Stat(file.size(), outcome.endedAt(), file.etag()),
                                        target,
                                        path -> store.stageIn(key, path, expect)));
            case ITS_OWN -> attempt.staged().add(store.stageIn(key, target, expect));
        }
        attempt.stopwatch().moved(file.size());
        return target;
    }

    /** One file goes by its base name, the files of a directory by their paths in it. */
    private static String below(OutputFile file) {
        String root = file.root();
        if (root == null) {
            return file.path().substring(file.path().lastIndexOf('/') + 1);
        }
        return root.isEmpty() ? file.path() : file.path().substring(root.length() + 1);
    }

    /** On a disk the version says all and a link moves no bytes; what is fetched is hashed as it comes. */
    private static Expect expect(Store store, OutputFile file) {
        Expect version = Expect.etag(file.etag());
        return store.location() instanceof Location.S3 ? version.andSha256(new Sha256(file.sha256())) : version;
    }
}
