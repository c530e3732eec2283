package dev.cohort.worker.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** As whom a container's processes run: as the caller, so that what they leave is the caller's, and what he may read they may. */
record ContainerUser(String uid, String gid, List<String> groups) {
    private static final String ROOT = "0";

    ContainerUser {
        groups = List.copyOf(groups);
    }

    /** How an engine numbers users. */
    enum Mapping {
        /** As this machine does. */
        SAME,
        /** Root within is the caller. */
        ROOT_IS_CALLER,
        /** By a map that can be left out for one container. */
        REMAPPED,
        /** By a map that can be made to keep the caller's number. */
        KEPT
    }

    static ContainerUser caller() {
        try {
            return read(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ContainerUser read(List<String> status) {
        return new ContainerUser(
                field(status, "Uid:").get(0), field(status, "Gid:").get(0), field(status, "Groups:"));
    }

    private static List<String> field(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .flatMap(line ->
                        Arrays.stream(line.substring(name.length()).strip().split("\\s+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The options that say so to an engine; root needs no groups to read what he wants. */
    List<String> options(Mapping mapping) {
        List<String> options = new ArrayList<>();
        switch (mapping) {
            case SAME -> options.addAll(withGroups());
            case ROOT_IS_CALLER -> options.addAll(List.of("--user", "0:0"));
            case REMAPPED -> {
                options.addAll(List.of("--userns", "host"));
                options.addAll(withGroups());
            }
            case KEPT -> options.addAll(List.of("--userns", "keep-id", "--user", uid + ":" + gid));
        }
        return options;
    }

    private List<String> withGroups() {
        List<String> options = new ArrayList<>(List.of("--user", uid + ":" + gid));
        if (!uid.equals(ROOT)) {
            groups.forEach(group -> options.addAll(List.of("--group-add", group)));
        }
        return options;
    }
}
