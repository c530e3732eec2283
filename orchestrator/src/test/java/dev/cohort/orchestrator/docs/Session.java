package dev.cohort.orchestrator.docs;

import dev.cohort.orchestrator.cli.TypedCommand;
import dev.cohort.step.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in a {@code console} block, typed anew: the commands, and what each prints.
 *
 * <p>A directory of Ada's stands for the one in which the test runs; the time, and so the id of a run, is always the same unless somebody
 * else types.
 * Only {@code cohort}, {@code cat FILE}, {@code echo $?} and the JDK's {@code javac} and {@code jar} are known.
 */
final class Session {
    private static final String HOME = "/home/ada/cohort";
    private static final String PROMPT = "$ ";
    private static final String CAT = "cat ";
    private static final Set<String> JDK_TOOLS = Set.of("javac", "jar");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private final Path directory;
    private final Typing typing;
    private final UnaryOperator<String> comparing;
    private int lastExit;

    /** Somebody who types a command of Cohort. */
    interface Typing {
        TypedCommand type(List<String> arguments);
    }

    Session(Path directory) {
        this(directory, arguments -> TypedCommand.run(directory, arguments), UnaryOperator.identity());
    }

    /** @param comparing makes lines alike that differ from time to time */
    Session(Path directory, Typing typing, UnaryOperator<String> comparing) {
        this.directory = directory;
        this.typing = typing;
        this.comparing = comparing;
    }

    /** The block as it would be shown now. */
    List<String> replay(Block block) {
        List<String> shown = new ArrayList<>();
        for (String line : block.lines()) {
            if (line.startsWith(PROMPT)) {
                shown.add(line);
                shown.addAll(type(line.substring(PROMPT.length())));
            }
        }
        return shown;
    }

    private List<String> type(String command) {
        if (command.equals("echo $?")) {
            return List.of(Integer.toString(lastExit));
        }
        if (command.startsWith(CAT)) {
            return content(command.substring(CAT.length()));
        }
        List<String> words = words(
                command.replaceFirst("^(\\./cohort|java -jar orchestrator/target/orchestrator\\.jar) ", "cohort "));
        if (JDK_TOOLS.contains(words.get(0))) {
            return jdk(words);
        }
        if (!words.get(0).equals("cohort")) {
            throw new IllegalArgumentException("`" + command + "` can't be tried: mark the block as `sh`");
        }
        TypedCommand typed = typing.type(words.subList(1, words.size()));
        lastExit = typed.exitCode();
        return typed.shown().replace(directory.toString(), HOME).lines().toList();
    }

    /** As a process, as only that starts in a directory of its own. What a step sees of Cohort stands for all of it. */
    private List<String> jdk(List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        command.replaceAll(word -> word.equals("orchestrator/target/orchestrator.jar") ? stepApi() : word);
        try {
            Process tool = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            tool.getOutputStream().close();
            List<String> said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lastExit = tool.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stepApi() {
        return Path.of(URI.create(Step.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    private List<String> content(String file) {
        try {
            return Files.readAllLines(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(word.group(1) != null ? 1 : word.group(2) != null ? 2 : 3));
        }
        return words;
    }

    void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }

    /** Whether a block shows what came out; a line {@code …} in it stands for lines left out. */
    boolean fits(List<String> block, List<String> shown) {
        StringBuilder pattern = new StringBuilder();
        block.forEach(
                line -> pattern.append(line.equals("…") ? "(?:.*\n)*?" : Pattern.quote(comparing.apply(line)) + "\n"));
        String all = shown.stream().map(comparing).collect(Collectors.joining("\n"));
        return Pattern.matches(pattern.toString(), all + "\n");
    }
}
