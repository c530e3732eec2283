package dev.cohort.store.s3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The SDK is known in one package, and that package is entered through two doors. */
class RoomTest {
    private static final String ROOM = "dev.cohort.store.s3";
    private static final String STORE = "dev.cohort.store";
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(STORE);

    private static ArchRule onlyThatRoomKnowsTheSdk(String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..");
    }

    @Test
    void onlyThisPackageKnowsTheSdk() {
        onlyThatRoomKnowsTheSdk(ROOM).check(SHIPPED);
        assertThatThrownBy(() -> onlyThatRoomKnowsTheSdk(STORE).check(SHIPPED)).isInstanceOf(AssertionError.class);
    }

    @Test
    void onlyOpenerAndInputsEnterIt() {
        classes()
                .that()
                .resideInAPackage(ROOM)
                .should()
                .onlyHaveDependentClassesThat()
                .haveNameMatching("dev\\.cohort\\.store\\.(s3\\..*|(StoreOpener|Inputs)(\\$.*)?)")
                .check(SHIPPED);
    }
}
