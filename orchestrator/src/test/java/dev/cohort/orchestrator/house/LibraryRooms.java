package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Each library is known in one room only, so that whoever replaces it changes that room. S3 is known to the module {@code store}, which is
 * no room of this house and holds itself to the same.
 */
final class LibraryRooms {
    private static final Map<String, String> ROOMS = Map.of(
            "org.jgrapht", "graph",
            "org.yaml.snakeyaml", "spec",
            "de.siegmar.fastcsv", "samples",
            "picocli", "cli",
            "software.amazon.awssdk.services.s3", "store",
            "software.amazon.awssdk.services.batch", "engine.aws",
            "software.amazon.awssdk.services.cloudwatchlogs", "engine.aws",
            "software.amazon.awssdk.services.ecr", "images",
            "tools.jackson", "contract");

    private final House house;

    private LibraryRooms(House house) {
        this.house = house;
    }

    static ArchRule in(House house) {
        return Told.rule("use a library only where that has its room", new LibraryRooms(house)::faults);
    }

    /** The room of the library that a class belongs to; empty where it belongs to none of these. */
    static Optional<String> room(JavaClass type) {
        return ROOMS.entrySet().stream()
                .filter(library -> type.getName().startsWith(library.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Stream<String> faults(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream().flatMap(dependency -> fault(type, dependency).stream());
    }

    private Optional<String> fault(JavaClass type, Dependency dependency) {
        Optional<String> at = house.room(type);
        return room(dependency.getTargetClass().getBaseComponentType())
                .filter(room -> at.filter(room::equals).isEmpty())
                .map(room -> "only `" + room + "` may know this library, not `" + at.orElse("?") + "`: "
                        + dependency.getDescription());
    }
}
