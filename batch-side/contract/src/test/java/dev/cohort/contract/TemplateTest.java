package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Template.Ref;
import dev.cohort.contract.Template.Splice;
import dev.cohort.contract.Template.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void fillsItsHoles() {
        Template template = Template.of(new Text("bam/"), new Ref("sample"), new Text("."), new Ref("sample.age"));

        assertThat(template.render(path -> "<" + path + ">")).isEqualTo("bam/<sample>.<sample.age>");
        assertThat(template.refs()).containsExactly("sample", "sample.age");
    }

    @Test
    void doesNotLookIntoWhatItFilledIn() {
        assertThat(Template.of(new Ref("sample")).render(path -> "${{ sample }} $(x)"))
                .isEqualTo("${{ sample }} $(x)");
    }

    @Test
    void mergesTextsThatLieSideBySide() {
        assertThat(Template.of(new Text("a"), new Text(""), new Text("b"), new Ref("sample"), new Text("")))
                .isEqualTo(Template.of(new Text("ab"), new Ref("sample")));
        assertThat(Template.text(""))
                .isEqualTo(Template.of())
                .extracting(Template::toJson)
                .isEqualTo(Json.text(""));
    }

    @Test
    void neverRendersASplice() {
        Template template = Template.of(new Splice("inputs.tables.*"));

        assertThat(template.refs()).containsExactly("inputs.tables.*");
        assertThat(template.splice()).contains(new Splice("inputs.tables.*"));
        assertThat(Template.of(new Text("x"), new Splice("inputs.tables.*")).splice())
                .isEmpty();
        assertThatThrownBy(() -> template.render(path -> "x"))
                .hasMessage(
                        "`inputs.tables.*` stands for many arguments; it may only be an argument of a command, alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "1a", "inputs.G.*", "a\n"})
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> new Ref(path)).hasMessageEndingWith("is not a path of names with dots between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", ".*", "inputs.G", "inputs.*.*"})
    void refusesWhatIsNoSplice(String path) {
        assertThatThrownBy(() -> new Splice(path)).hasMessageEndingWith("is not a path of names with dots between");
    }
}
