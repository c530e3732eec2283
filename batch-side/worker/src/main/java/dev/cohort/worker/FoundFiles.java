package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several inputs from outside under one name: the files, and a list of their paths, one a line. */
record FoundFiles(List<FoundFile> files) implements FoundInput {
    FoundFiles {
        files = List.copyOf(files);
    }

    @Override
    public String identity() {
        return Fingerprint.filesIdentity(files.stream().map(FoundFile::identity).toList());
    }

    @Override
    public long bytes() {
        return files.stream().mapToLong(FoundFile::bytes).sum();
    }

    @Override
    public Given inPlace(Attempt attempt, Path at) {
        return given(
                at,
                files.stream()
                        .flatMap(file -> file.inPlace(attempt, at).files().stream())
                        .toList());
    }

    private static Given given(Path at, List<Path> files) {
        return new Given(list(at).toString(), true, files, null);
    }

    private static Path list(Path at) {
        return at.resolveSibling(at.getFileName() + ".txt");
    }

    @Override
    public Given stage(Attempt attempt, Path at) throws IOException {
        List<Path> staged = new ArrayList<>(files.size());
        boolean clash = files.stream().map(FoundFile::fileName).distinct().count() < files.size();
        for (FoundFile file : files) {
            Path folder = clash ? at.resolve(Integer.toString(staged.size() + 1)) : at;
            staged.addAll(file.stage(attempt, folder).files());
        }
        Files.writeString(list(at), staged.stream().map(path -> path + "\n").collect(Collectors.joining()));
        return given(at, staged);
    }
}
