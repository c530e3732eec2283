import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The least that any engine in Java does which gives each body a session and a log of its own: starts the same commands, two samples
 * at a time, and keeps nothing. Usage: Sessions SHEET, in the directory that takes the files.
 */
final class Sessions {
    private static final List<String> STEPS =
            List.of("printf \"%s\\n\" \"$1\" > \"a/$1.a\"", "cp \"a/$1.a\" \"b/$1.b\"", "cp \"b/$1.b\" \"c/$1.c\"");

    private Sessions() {}

    public static void main(String[] args) throws Exception {
        for (String directory : List.of("a", "b", "c", "logs")) {
            Files.createDirectory(Path.of(directory));
        }
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<?>> samples = Files.readAllLines(Path.of(args[0])).stream()
                .<Future<?>>map(sample -> two.submit(() -> run(sample), null))
                .toList();
        for (Future<?> sample : samples) {
            sample.get();
        }
        two.shutdown();
    }

    private static void run(String sample) {
        IntStream.range(0, STEPS.size()).forEach(step -> run(sample, step));
    }

    private static void run(String sample, int step) {
        try {
            Process body = new ProcessBuilder(
                            "setsid", "bash", "-euo", "pipefail", "-c", STEPS.get(step), "step", sample)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(new File("logs/" + sample + "." + step))
                    .start();
            if (body.waitFor() != 0) {
                throw new IllegalStateException(sample + " failed");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(sample + " could not be run", e);
        }
    }
}
