package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No class and no package is called by a word that says nothing of what it does. */
final class PlainNames {
    private static final Pattern EMPTY_CLASS =
            Pattern.compile(".*(Utils?|Utility|Utilities|Helpers?|Managers?|Commons?)");
    private static final Pattern EMPTY_PACKAGE =
            Pattern.compile("(.*\\.)?(utils?|helpers?|managers?|commons?|misc)(\\..*)?");

    private PlainNames() {}

    static ArchRule in(House house) {
        return Told.rule("have a name that says what it is", PlainNames::faults);
    }

    private static Stream<String> faults(JavaClass type) {
        Stream<String> byClass = Stream.of(type.getSimpleName())
                .filter(name -> EMPTY_CLASS.matcher(name).matches())
                .map(name -> "`" + name + "` does not say what " + type.getName() + " does: name the thing");
        Stream<String> byPackage = Stream.of(type.getPackageName())
                .filter(name -> EMPTY_PACKAGE.matcher(name).matches())
                .map(name -> "the package `" + name + "` of " + type.getSimpleName()
                        + " does not say what is in it: name the thing");
        return Stream.concat(byClass, byPackage);
    }
}
