package dev.cohort.worker.container;

import java.util.List;
import java.util.Locale;

/** The container engines whose command lines we know. */
public enum EngineKind {
    DOCKER("Docker", "docker.io", "docker-init"),
    PODMAN("Podman", "podman", "catatonit");

    /** Where an engine's small programs may lie beside the directories of PATH. */
    static final List<String> PLACES = List.of(
            "/usr/bin",
            "/usr/sbin",
            "/usr/local/bin",
            "/usr/libexec/docker",
            "/usr/libexec/podman",
            "/usr/lib/podman",
            "/usr/local/libexec/docker");

    private final String title;
    private final String debianPackage;
    private final String init;

    EngineKind(String title, String debianPackage, String init) {
        this.title = title;
        this.debianPackage = debianPackage;
        this.init = init;
    }

    /** The one of this program. */
    public static EngineKind of(String command) {
        return valueOf(command.toUpperCase(Locale.ROOT));
    }

    /** What may be there where this one is not. */
    EngineKind other() {
        return this == DOCKER ? PODMAN : DOCKER;
    }

    /** Its program. */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How people call it. */
    public String title() {
        return title;
    }

    /** Kills a container and removes it; Podman would ask it to end, and wait. */
    List<String> removal() {
        return switch (this) {
            case DOCKER -> List.of("rm", "--force", "--volumes");
            case PODMAN -> List.of("rm", "--force", "--volumes", "--time", "0");
        };
    }

    String debianPackage() {
        return debianPackage;
    }

    /** What it puts into a container as the first process, so that TERM reaches the body, and orphans are reaped. */
    String init() {
        return init;
    }
}
