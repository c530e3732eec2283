package dev.cohort.orchestrator.images.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The task by which the classes of a worker are found, done by the Java that runs us. */
@Timeout(120)
class TrainingTest {
    private static final List<String> JAVA = List.of(System.getProperty("java.home") + "/bin/java");

    @TempDir
    private Path folder;

    private List<String> classes(Stream<String> classPath) throws IOException {
        return new Training(JAVA, classPath.map(Path::of).toList()).classes(folder);
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void itNeedsWhatATaskOnAwsNeeds() throws IOException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        assertThat(classes(Stream.of(all.split(File.pathSeparator))).stream().map(line -> line.split(" ")[0]))
                .contains(
                        "software/amazon/awssdk/services/s3/S3Client",
                        "software/amazon/awssdk/auth/credentials/ContainerCredentialsProvider",
                        "sun/security/ssl/SSLSocketImpl",
                        "java/lang/ProcessImpl");
        nothingIsLeft();
    }

    @Test
    void aWorkerThatCanNotDoItIsToldWithItsWords() throws IOException {
        assertThatThrownBy(() -> classes(Stream.of(folder.resolve("no.jar").toString())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the worker could not do the task by which its classes are found: ")
                .hasMessageContaining("dev.cohort.worker.Main");
        nothingIsLeft();
    }
}
