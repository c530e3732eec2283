package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Pure rooms compute, and touch nothing: no clock, file, socket, logger, SDK, thread, process or chance. */
final class Purity {
    private final House house;

    private Purity(House house) {
        this.house = house;
    }

    static ArchRule in(House house) {
        return Told.rule("touch nothing where its room is pure", new Purity(house)::faults);
    }

    private Stream<String> faults(JavaClass type) {
        return house.isPure(type) ? Stream.concat(byType(type), byMember(type)) : Stream.empty();
    }

    private Stream<String> byType(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .flatMap(dependency -> Taboo.ofType(dependency.getTargetClass(), house).stream()
                        .map(taboo -> told(type, taboo, dependency.getDescription())));
    }

    private Stream<String> byMember(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .flatMap(access ->
                        Taboo.ofMember(access).stream().map(taboo -> told(type, taboo, access.getDescription())));
    }

    private String told(JavaClass type, Taboo taboo, String how) {
        return type.getName() + " of the pure room `" + house.room(type).orElseThrow() + "` " + taboo.words() + ": "
                + how;
    }
}
