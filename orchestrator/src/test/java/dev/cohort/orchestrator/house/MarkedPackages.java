package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Each package has a {@code package-info.java} that marks it, or else the check for nulls would pass it by. */
final class MarkedPackages {
    private MarkedPackages() {}

    static ArchRule in(House house) {
        return Told.rule("lie in a marked package", MarkedPackages::faults);
    }

    private static Stream<String> faults(JavaClass type) {
        return Stream.of(type.getPackage())
                .filter(home -> !isMarked(home))
                .map(home -> "the package `" + home.getName() + "` of " + type.getSimpleName()
                        + " has no package-info.java with @NullMarked");
    }

    private static boolean isMarked(JavaPackage home) {
        return home.tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isPresent();
    }
}
