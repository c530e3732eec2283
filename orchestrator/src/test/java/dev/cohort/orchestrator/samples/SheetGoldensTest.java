package dev.cohort.orchestrator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.goldens.GoldenFiles;
import dev.cohort.orchestrator.samples.Sheets.Reading;
import dev.cohort.orchestrator.spec.ColumnSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Small sheets as people write them, with all that is told of them and the table that they give. */
class SheetGoldensTest {

    @TestFactory
    Stream<DynamicTest> badSheetsAreToldWhole() {
        return GoldenFiles.in("sheets/bad").tests(sheet -> {
            Reading reading = read(sheet, Sheets.OPTIONAL);
            assertThat(reading.table()).isEmpty();
            return reading.told();
        });
    }

    @TestFactory
    Stream<DynamicTest> goodSheetsGiveTheirTable() {
        return GoldenFiles.in("sheets/good").tests(sheet -> {
            Reading reading = read(sheet, Sheets.OPTIONAL);
            assertThat(reading.problems().hasErrors()).isFalse();
            return reading.told() + reading.dump();
        });
    }

    @TestFactory
    Stream<DynamicTest> requiredColumnsMustBeThereAndFilled() {
        return GoldenFiles.in("sheets/required").tests(sheet -> {
            Reading reading = read(sheet, Sheets.REQUIRED);
            return reading.told() + reading.dump();
        });
    }

    @TestFactory
    Stream<DynamicTest> severalFilesOfASampleStandInOneCellOrInSeveralRows() {
        return GoldenFiles.in("sheets/files").tests(sheet -> {
            Reading reading = read(sheet, Sheets.FILES);
            return reading.told() + reading.dump();
        });
    }

    private static Reading read(Path sheet, Map<String, ColumnSpec> columns) throws IOException {
        return Sheets.read(sheet.getFileName().toString(), Files.readAllBytes(sheet), columns);
    }
}
