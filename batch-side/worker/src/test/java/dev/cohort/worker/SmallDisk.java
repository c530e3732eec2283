package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tmpfs for one test; where none can be mounted the test is skipped, but never under CI=true. */
record SmallDisk(Path path) implements AutoCloseable {
    static SmallDisk mount(Path path, String options) throws IOException {
        Files.createDirectories(path);
        if (run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()) != 0) {
            String why = "a tmpfs cannot be mounted here; run as root to test real disks";
            if ("true".equals(System.getenv("CI"))) {
                fail(why);
            }
            abort(why);
        }
        return new SmallDisk(path);
    }

    @Override
    public void close() {
        assertThat(run("umount", path.toString())).isZero();
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
