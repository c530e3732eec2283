package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a rule of a function from a class to sentences about what is wrong with it. */
final class Told {
    private Told() {}

    static ArchRule rule(String should, Function<JavaClass, Stream<String>> faults) {
        return ArchRuleDefinition.classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should(new ArchCondition<>(should) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        faults.apply(type)
                                .distinct()
                                .forEach(fault -> events.add(SimpleConditionEvent.violated(type, fault)));
                    }
                });
    }
}
