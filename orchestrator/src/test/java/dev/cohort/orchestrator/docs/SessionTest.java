package dev.cohort.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.orchestrator.cli.TypedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages' checker finds what does not come out as shown. */
class SessionTest {
    @TempDir
    private Path directory;

    @Test
    void aCommandIsTypedAnewAndItsOutputReplaced() {
        assertThat(replayed("$ cohort check no/such.yaml", "no/such.yaml: no problems", "$ echo $?", "0"))
                .startsWith("$ cohort check no/such.yaml", "error: there is no pipeline file `no/such.yaml`")
                .endsWith("$ echo $?", "3");
    }

    @Test
    void theDirectoryIsAlwaysTheSame() throws IOException {
        Files.writeString(directory.resolve("samples.txt"), "S1\n");
        assertThat(replayed("$ cohort plan fusion --sample-list-file samples.txt"))
                .contains("fusion over 1 sample, into /home/ada/cohort/cohort-store");
    }

    @Test
    void aFileIsShownAsItIsThen() throws IOException {
        Session session = new Session(directory);
        session.write("reads/S1.txt", "a\nb\n");
        Block block = new Block("console", "", 1, List.of("$ cat reads/S1.txt"));
        assertThat(session.replay(block)).containsExactly("$ cat reads/S1.txt", "a", "b");
        session.write("reads/S1.txt", "c\n");
        assertThat(session.replay(block)).containsExactly("$ cat reads/S1.txt", "c");
    }

    @Test
    void commentsOfAPageNameFilesThatAreThere() throws IOException {
        Path page = directory.resolve("page.md").toAbsolutePath();
        Files.writeString(page, "# Page\n\n<!-- there: a.txt bam/S1.bam -->\n<!-- seen: b.txt -->\n");
        assertThat(Page.of(page.toString()).there()).containsExactly("a.txt", "bam/S1.bam");
    }

    @Test
    void whatIsNoCommandOfOursIsNotPassedOver() {
        assertThatThrownBy(() -> replayed("$ rm -rf /"))
                .hasMessage("`rm -rf /` can't be tried: mark the block as `sh`");
    }

    @Test
    void linesMustBeAlikeButForThoseLeftOut() {
        Session session = new Session(directory);
        List<String> shown = List.of("a", "b", "c");
        assertThat(session.fits(List.of("a", "b", "c"), shown)).isTrue();
        assertThat(session.fits(List.of("a", "…", "c"), shown)).isTrue();
        assertThat(session.fits(List.of("a", "c"), shown)).isFalse();
        assertThat(session.fits(List.of("…", "b"), shown)).isFalse();
        assertThat(session.fits(List.of("a", "b", ".", "c"), shown)).isFalse();
    }

    @Test
    void whatDiffersFromTimeToTimeCanBeMadeAlike() {
        Session session = new Session(
                directory, arguments -> new TypedCommand("", 0), line -> line.replaceAll("[0-9]+ s", "TIME"));

        assertThat(session.fits(List.of("done in 2 s"), List.of("done in 31 s")))
                .isTrue();
        assertThat(session.fits(List.of("done in 2 s"), List.of("gone in 2 s"))).isFalse();
    }

    @Test
    void aBlockThatIsNeverClosedIsTold() {
        Path page = directory.resolve("page.md").toAbsolutePath();
        assertThatThrownBy(() -> {
                    Files.writeString(page, "# Page\n\n```yaml\npipeline: x\n");
                    Page.of(page.toString());
                })
                .hasMessage("the block in line 3 is never closed");
    }

    private List<String> replayed(String... lines) {
        return new Session(directory).replay(new Block("console", "", 1, List.of(lines)));
    }
}
