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
    public Given stage(Attempt attempt, Path at) throws IOException {
        List<Path> staged = new ArrayList<>(files.size());
        boolean clash = files.stream().map(FoundFile::fileName).distinct().count() < files.size();
        for (FoundFile file : files) {
            Path folder = clash ? at.resolve(Integer.toString(staged.size() + 1)) : at;
            staged.addAll(file.stage(attempt, folder).files());
        }
        Path list = at.resolveSibling(at.getFileName() + ".txt");
        Files.writeString(list, staged.stream().map(path -> path + "\n").collect(Collectors.joining()));
        return new Given(list.toString(), true, staged, null);
    }
}
