package dev.cohort.orchestrator.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real house keeps its rules. */
class HouseTest {
    private static final JavaClasses CLASSES = House.REAL.classes();

    @ParameterizedTest
    @EnumSource
    void ruleIsKept(HouseRule rule) {
        rule.in(House.REAL).check(CLASSES);
    }

    /** A rule over classes that were not found would be kept, too. */
    @Test
    void classesOfEveryRoomThatIsThereAreSeen() {
        Set<String> seen = new TreeSet<>();
        CLASSES.forEach(type -> House.REAL.room(type).ifPresent(seen::add));
        assertThat(seen).contains("contract", "diag", "spec", "samples", "graph", "plan", "view", "cli");
    }

    @Test
    void testsAreNotHeldToTheRules() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName)).doesNotContain("HouseTest", "OpensFile");
    }
}
