package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.stream.Stream;

/** Each room imports only from those above it in the order. */
final class PackageOrder {
    private final House house;

    private PackageOrder(House house) {
        this.house = house;
    }

    static ArchRule in(House house) {
        return Told.rule("import up the order of rooms only", new PackageOrder(house)::faults);
    }

    private Stream<String> faults(JavaClass type) {
        Optional<String> room = house.room(type);
        if (room.isEmpty()) {
            return Stream.of(type.getName() + " lies in no room of the house: the order does not name its package");
        }
        return type.getDirectDependenciesFromSelf().stream()
                .flatMap(dependency -> fault(room.get(), dependency).stream());
    }

    private Optional<String> fault(String room, Dependency dependency) {
        return house.room(dependency.getTargetClass())
                .filter(other -> !other.equals(room) && House.line(other) >= House.line(room))
                .map(other -> "`" + room + "` may not import `" + other + "`, which stands "
                        + (House.line(other) == House.line(room) ? "beside" : "below") + " it: "
                        + dependency.getDescription());
    }
}
