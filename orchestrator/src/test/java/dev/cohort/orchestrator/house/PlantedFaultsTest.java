package dev.cohort.orchestrator.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks the checkers: in a house with planted faults, each rule must find its own, in the words for that fault, and
 * nothing else. A rule that matches no class would be kept by any house.
 */
class PlantedFaultsTest {
    private static final House PLANTED =
            new House("dev.cohort.orchestrator.house.planted", "dev.cohort.orchestrator.house.planted.contract");
    private static final JavaClasses CLASSES = PLANTED.classes();

    /** A fault, who has it, and what is said of it. */
    private enum Fault {
        LooksDown(HouseRule.PACKAGE_ORDER, "`spec` may not import `plan`, which stands below it"),
        LooksAside(HouseRule.PACKAGE_ORDER, "`diag` may not import `contract`, which stands beside it"),
        LooksIntoTheHouse(HouseRule.PACKAGE_ORDER, "`contract` may not import `spec`, which stands below it"),
        SeesTheOtherCompute(
                HouseRule.PACKAGE_ORDER, "`engine.aws` may not import `engine.local`, which stands beside it"),
        KnowsItsCompute(HouseRule.PACKAGE_ORDER, "`engine` may not import `engine.local`, which stands below it"),
        CallsACommand(HouseRule.PACKAGE_ORDER, "`config` may not import `cli`, which stands below it"),
        LiesNowhere(HouseRule.PACKAGE_ORDER, "lies in no room of the house"),
        AsksTheClock(HouseRule.PURITY, "touches a clock (take the time as a parameter)"),
        HoldsAClock(HouseRule.PURITY, "touches a clock"),
        MeasuresTime(HouseRule.PURITY, "touches a clock"),
        OpensFile(HouseRule.PURITY, "touches a file (take bytes or a stream as a parameter, or ask a port)"),
        NamesPath(HouseRule.PURITY, "touches a file"),
        ReadsChannel(HouseRule.PURITY, "touches a file"),
        ReadsResource(HouseRule.PURITY, "touches a file"),
        OpensSocket(HouseRule.PURITY, "touches a socket"),
        Logs(HouseRule.PURITY, "touches a logger"),
        StartsThread(HouseRule.PURITY, "touches a thread (only the engine owns threads)"),
        UsesExecutor(HouseRule.PURITY, "touches a thread"),
        GoesParallel(HouseRule.PURITY, "touches a thread"),
        Prints(HouseRule.PURITY, "touches the process"),
        ReadsEnvironment(HouseRule.PURITY, "touches the process"),
        ReadsProperty(HouseRule.PURITY, "of the pure room `contract` touches the process"),
        WritesLocalDigits(HouseRule.PURITY, "touches the locale of the process (hand in `Locale.ROOT`)"),
        DrawsLots(HouseRule.PURITY, "touches chance"),
        Shuffles(HouseRule.PURITY, "touches chance"),
        UsesForeignLibrary(HouseRule.PURITY, "touches something that pure code does not know"),
        UsesJGraphT(HouseRule.LIBRARY_ROOMS, "only `graph` may know this library, not `plan`"),
        UsesSnakeYaml(HouseRule.LIBRARY_ROOMS, "only `spec` may know this library, not `view`"),
        UsesFastCsv(HouseRule.LIBRARY_ROOMS, "only `samples` may know this library, not `cli`"),
        UsesS3(HouseRule.LIBRARY_ROOMS, "only `store` may know this library, not `catalog`"),
        UsesBatch(HouseRule.LIBRARY_ROOMS, "only `engine.aws` may know this library, not `cli`"),
        UsesPicocli(HouseRule.LIBRARY_ROOMS, "only `cli` may know this library, not `images`"),
        UsesJackson(HouseRule.LIBRARY_ROOMS, "only `contract` may know this library, not `spec`"),
        LaneUtils(HouseRule.PLAIN_NAMES, "`LaneUtils` does not say what"),
        LaneHelper(HouseRule.PLAIN_NAMES, "`LaneHelper` does not say what"),
        JobManager(HouseRule.PLAIN_NAMES, "`JobManager` does not say what"),
        Lanes(HouseRule.PLAIN_NAMES, "planted.plan.util` of Lanes does not say what is in it"),
        Unmarked(HouseRule.MARKED_PACKAGES, "planted.web` of Unmarked has no package-info.java with @NullMarked");

        private final HouseRule rule;
        private final String words;

        Fault(HouseRule rule, String words) {
            this.rule = rule;
            this.words = words;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAndToldInItsWords(Fault fault) {
        assertThat(told(fault.rule).stream().filter(line -> line.contains(fault.name())))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(fault.words));
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleFindsItsOwnFaultsAndNoOthers(HouseRule rule) {
        Set<String> planted = Arrays.stream(Fault.values())
                .filter(fault -> fault.rule == rule)
                .map(Fault::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(planted)
                .as("a rule without a planted fault is not known to work")
                .isNotEmpty();
        assertThat(guilty(rule)).isEqualTo(planted);
    }

    @Test
    void eachPlantedClassIsAFaultOrSound() {
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .containsAll(Arrays.stream(Fault.values()).map(Fault::name).toList())
                .contains("Sound", "SoundPlan", "SoundCommand");
    }

    /** These are not on the class path, so no class can be planted that uses them; the rule knows their names. */
    @ParameterizedTest
    @CsvSource({
        "software.amazon.awssdk.services.batch.BatchClient, SDK",
        "org.slf4j.Logger, LOGGER",
        "java.io.RandomAccessFile, FILE",
        "java.nio.file.Files, FILE",
        "java.net.http.HttpClient, SOCKET",
        "java.util.concurrent.ExecutorService, THREAD",
        "java.lang.ProcessBuilder, PROCESS",
        "java.security.SecureRandom, CHANCE"
    })
    void knowsByName(String type, Taboo taboo) {
        assertThat(Taboo.named(type)).contains(taboo);
    }

    private static List<String> told(HouseRule rule) {
        return rule.in(PLANTED).evaluate(CLASSES).getFailureReport().getDetails();
    }

    private static Set<String> guilty(HouseRule rule) {
        Set<String> guilty = new TreeSet<>();
        rule.in(PLANTED)
                .evaluate(CLASSES)
                .handleViolations((Collection<JavaClass> types, String message) ->
                        types.forEach(type -> guilty.add(type.getSimpleName())));
        return guilty;
    }
}
