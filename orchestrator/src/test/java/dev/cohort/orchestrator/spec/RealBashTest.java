package dev.cohort.orchestrator.spec;

import static dev.cohort.orchestrator.spec.Texts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts with hostile values, run by the real bash: each value arrives as it is, and none is ever executed. */
class RealBashTest {
    private static final Path BASH = Path.of("/bin/bash");

    /** A way to put a value into a script, and what then must arrive. */
    private record Context(String script, UnaryOperator<String> arrives) {
        static Context of(String script) {
            return new Context(script, value -> value);
        }
    }

    private static final List<Context> CONTEXTS = List.of(
            Context.of("show ${{ sample }}"),
            Context.of("show \"${{ sample }}\""),
            new Context("show pre${{ sample }}\"-${{ sample }}\"", value -> "pre" + value + "-" + value),
            new Context("show \"$(printf %sx ${{ sample }})\"", value -> value + "x"),
            new Context("show \"$(printf %sx \"$(printf %sx ${{ sample }})\")\"", value -> value + "xx"),
            new Context("show \"`printf %sx ${{ sample }}`\"", value -> value + "x"),
            Context.of("show ${unset:-${{ sample }}}"),
            Context.of("show \"${unset:-${{ sample }}}\""),
            Context.of("x=${{ sample }}; show \"$x\""),
            new Context("show \"$(cat <<< ${{ sample }})x\"", value -> value.replaceAll("\n+$", "") + "x"),
            Context.of("x=; show \"${x:=${{ sample }}}\""),
            new Context("x=pre${{ sample }}; show \"${x%${{ sample }}}\"", value -> "pre"),
            Context.of("x=a; show \"${x/a/${{ sample }}}\""),
            new Context("show \"$(cat <<EOF\n${{ sample }}x\nEOF\n)\"", value -> value + "x"),
            new Context(
                    "show \"$(cat <<-E\n\t${{ sample }}x ${unset:-${{ sample }}x}\n\tE\n)\"",
                    value -> value + "x " + value + "x"),
            new Context("show \"$(cat <<< ${{ sample }}x)\"", value -> value + "x"),
            Context.of("case ${{ sample }} in ${{ sample }}) show ${{ sample }};; *) show wrong;; esac"),
            new Context("[[ ${{ sample }} == ${{ sample }} ]] && show yes", value -> "yes"),
            Context.of("for v in ${{ sample }}; do show \"$v\"; done"),
            Context.of("a=(${{ sample }} b); show \"${a[0]}\""),
            Context.of("f() { show \"$1\"; }; f ${{ sample }}"),
            Context.of("# a comment with ${{ sample }} and it's fine\nshow ${{ sample }}"),
            Context.of("if true; then show ${{ sample }}; fi # ${{ sample }}"),
            new Context("show \"$(cat <(printf %sx ${{ sample }}))\"", value -> value + "x"),
            Context.of("bash -c 'printf \"%s\\0\" \"$1\"' _ ${{ sample }}"),
            Context.of("( show ${{ sample }} ) 2>&1 | cat"),
            Context.of("{ show ${{ sample }}; } && true"),
            new Context(
                    "show \"$(case ${{ sample }} in ${{ sample }}) printf %sx ${{ sample }};; esac)\"",
                    value -> value + "x"),
            new Context("show $(( ${{ params.n }} + 1 )) ${{ sample }}", value -> "42\0" + value));

    private static final List<String> VALUES = List.of(
            "plain",
            "",
            " two  blanks ",
            "$(touch hacked)",
            "`touch hacked`",
            "'; touch hacked; '",
            "\"; touch hacked; \"",
            "\"$(touch hacked)\"",
            "}; touch hacked; {",
            ")); touch hacked; ((",
            "a[$(touch hacked)]",
            "EOF\ntouch hacked",
            "E\ntouch hacked",
            "x\n) ; touch hacked",
            ";touch hacked",
            "&touch hacked",
            "|touch hacked",
            ">hacked",
            "\\",
            "\\\\\\",
            "a\\b\\",
            "$HOME ${HOME} $$ $1 $@",
            "${{ sample }}",
            "*",
            "?????",
            "[a-z]*",
            "~",
            "{a,b}",
            "-rf",
            "-n",
            "--",
            "#no comment",
            "!!",
            "x=y",
            "%s%n%d",
            "tab\there",
            "日本語 🧬 é",
            "a&b",
            "line one\n\n  line two");

    @TempDir
    private Path directory;

    @BeforeEach
    void needsBash() throws IOException {
        assumeThat(BASH).exists();
        Files.writeString(directory.resolve("plain"), "");
    }

    @Test
    void everyValueArrivesInEveryContext() throws Exception {
        for (String value : VALUES) {
            arrives(CONTEXTS, value);
        }
    }

    /** As one context may be read wrongly after another. */
    @Test
    void contextsDoNotDisturbEachOther() throws Exception {
        Random random = new Random(20260101);
        for (int i = 0; i < 60; i++) {
            List<Context> some = new ArrayList<>();
            random.ints(6, 0, CONTEXTS.size()).forEach(at -> some.add(CONTEXTS.get(at)));
            arrives(some, hostile(random));
        }
    }

    private static String hostile(Random random) {
        String letters = "ab '\"\\$`(){}[]<>|&;#*?!~=-%\n\té🧬";
        StringBuilder value = new StringBuilder();
        random.ints(random.nextInt(12), 0, letters.codePointCount(0, letters.length()))
                .forEach(at -> value.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, at))));
        return value.toString();
    }

    private void arrives(List<Context> contexts, String value) throws Exception {
        StringBuilder script = new StringBuilder("set -eu\nshow() { printf '%s\\0' \"$@\"; }\n");
        StringBuilder expected = new StringBuilder();
        for (Context context : contexts) {
            script.append(context.script()).append('\n');
            expected.append(context.arrives().apply(value)).append('\0');
        }
        ShellText read = script(script.toString());
        assertThat(read.script())
                .as("the script is the same whatever the value")
                .doesNotContain("${{");
        assertThat(output(read, Map.of("sample", value, "params.n", "41")))
                .as("value %s in\n%s", value, read.script())
                .isEqualTo(expected.toString());
        assertThat(directory.resolve("hacked"))
                .as("made by the value %s", value)
                .doesNotExist();
    }

    private String output(ShellText script, Map<String, String> values) throws Exception {
        Path file = Files.writeString(directory.resolve("script"), script.script());
        Path out = directory.resolve("out");
        ProcessBuilder bash = new ProcessBuilder(BASH.toString(), file.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        bash.environment().put("LC_ALL", "C.UTF-8");
        script.variables().forEach((name, reference) -> bash.environment().put(name, values.get(reference.path())));
        int exit = bash.start().waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        return exit == 0 ? said : "exit code " + exit + ": " + said;
    }
}
