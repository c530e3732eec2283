package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real shells offer after what was typed, in a folder with a few files. */
class CompletionTest {
    /** A real line editor in a terminal of its own; it writes down what it would offer at the Tab key, then ends. */
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty shell "ZDOTDIR=$PWD/.home TERM=xterm zsh -i"
            zpty -w shell "cohort $1"$'\\t'"exit"
            while zpty -r shell line; do :; done
            """;

    private static final String ZSHRC = """
            PS1='' zle_highlight=(none)
            fpath=($PWD/.home $fpath)
            autoload -Uz compinit && compinit -u -D
            compadd() {
                local -a offered
                if [[ " ${@[1,(i)(-|--)]} " == *" -"*[OAD]" "* ]]; then
                    builtin compadd "$@"
                else
                    builtin compadd -A offered "$@"
                    print -rl -- $offered >> .offered
                    builtin compadd "$@"
                fi
            }
            note() { zle complete-word; BUFFER='' }
            zle -N note
            bindkey '^I' note
            """;

    /** Typed after {@code cohort}, and what is offered. */
    private static final Map<String, List<String>> OFFERED = new TreeMap<>(Map.of(
            "gr", List.of("graph"),
            "graph --fo", List.of("--format"),
            "graph --format ", List.of("dot", "mermaid", "svg", "text"),
            "graph --format m", List.of("mermaid"),
            "graph fu", List.of("fusion"),
            "graph m", List.of("mine.yaml"),
            "plan --sample-list-file mi", List.of("mine.yaml"),
            "plan --name mi", List.of(),
            "run --store x fusion --on-failure ", List.of("continue", "stop")));

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("lab data"));
        Files.createDirectory(folder.resolve(".home"));
        Files.writeString(folder.resolve("mine.yaml"), "");
        Files.writeString(folder.resolve(".home/.zshrc"), ZSHRC);
        Files.writeString(folder.resolve(".home/_cohort"), script("zsh"));
        Files.writeString(folder.resolve(".home/cohort.bash"), script("bash"));
    }

    @Test
    void bashOffers() throws Exception {
        for (Map.Entry<String, List<String>> typed : OFFERED.entrySet()) {
            assertThat(bash(typed.getKey().split(" ", -1)))
                    .as(typed.getKey())
                    .containsExactlyInAnyOrderElementsOf(typed.getValue());
        }
    }

    @Test
    void bashOffersDirectoriesWhereOneIsMeant() throws Exception {
        assertThat(bash("run", "--store", "")).contains("lab data").doesNotContain("mine.yaml");
    }

    @Test
    void bashTakesAnOptionApartAtItsSign() throws Exception {
        assertThat(bash("graph", "--format", "=", "s")).containsExactly("svg");
        assertThat(bash("graph", "--format", "=")).contains("svg", "dot");
    }

    @Test
    void bashIsToldByName() throws Exception {
        assertThat(output("bash", "--norc", "-c", "source .home/cohort.bash; complete -p cohort"))
                .containsExactly("complete -F _cohort cohort");
    }

    @Test
    void zshOffers() throws Exception {
        for (Map.Entry<String, List<String>> typed : OFFERED.entrySet()) {
            assertThat(zsh(typed.getKey())).as(typed.getKey()).containsExactlyInAnyOrderElementsOf(typed.getValue());
        }
    }

    @Test
    void zshOffersDirectoriesWhereOneIsMeant() throws Exception {
        assertThat(zsh("run --store ")).contains("lab\\ data").doesNotContain("mine.yaml");
    }

    @Test
    void everyCommandIsOffered() throws Exception {
        Terminal help = new Terminal(folder);
        help.run("--help");

        assertThat(bash(""))
                .contains("run", "completion")
                .allMatch(command -> help.out().contains("  " + command + " "));
        assertThat(zsh("")).containsExactlyInAnyOrderElementsOf(bash(""));
    }

    @Test
    void anotherShellIsRefused() {
        Terminal terminal = new Terminal(folder);

        assertThat(terminal.run("completion", "fish")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("`SHELL` must be one of `bash`, `zsh`, and this is `fish`");
    }

    private String script(String shell) {
        Terminal terminal = new Terminal(folder);
        assertThat(terminal.run("completion", shell)).isZero();
        return terminal.out();
    }

    private List<String> bash(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "--norc",
                "-c",
                "source .home/cohort.bash; COMP_WORDS=(cohort \"$@\"); COMP_CWORD=$#; _cohort; "
                        + "[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash"));
        command.addAll(List.of(words));
        return output(command.toArray(String[]::new));
    }

    private List<String> zsh(String typed) throws Exception {
        Path offered = Files.writeString(folder.resolve(".offered"), "");
        output("zsh", "-f", "-c", ZSH, "zsh", typed);
        return Files.readAllLines(offered).stream()
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> output(String... command) throws Exception {
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said.lines().toList();
    }
}
