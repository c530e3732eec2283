package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.goldens.GoldenFiles;
import dev.cohort.orchestrator.graph.Graphs;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphSvgTest {

    /** Look at what changed: open the file, or render it, before it is blessed. */
    @TestFactory
    Stream<DynamicTest> pictures() {
        return GoldenFiles.in("pictures")
                .reading(".yaml")
                .expecting(".svg")
                .tests(file -> svg(Files.readString(file)) + "\n");
    }

    @Test
    void saysInWordsWhatItShows() throws Exception {
        Document picture = parsed("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, run: x }
                  b: { each: cohort, inputs: { i: "${{ steps.a.o }}" }, run: x }
                  c: { each: cohort, needs: [b], run: x }
                """);

        assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(texts(picture, "desc"))
                .containsExactly("a runs once per sample. b runs once, after a of all samples. c runs once, after b.");
        assertThat(texts(picture, "title")).startsWith("The pipeline p");
    }

    @Test
    void theLegendExplainsOnlyWhatIsThere() throws Exception {
        assertThat(texts(parsed("pipeline: p\nsteps: { a: { run: x } }\n"), "text"))
                .containsExactly("p", "a", "runs once per sample");
        assertThat(texts(parsed("pipeline: p\nsteps: { a: { each: cohort, run: x } }\n"), "text"))
                .containsExactly("p", "a", "runs once");
    }

    /** A description may hold whatever YAML can say. */
    @Test
    void foreignTextNeitherBreaksOutNorBreaksTheFile() throws Exception {
        Document picture = parsed("""
                pipeline: p
                description: "</text><script>alert('1')</script>]]> & \\u0007\\u2028\\uFFFE"
                steps: { a: { run: x } }
                """);

        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(picture, "text")).contains("</text><script>alert('1')</script>]]> & \\u{7}\\u{2028}\\u{fffe}");
    }

    @Test
    void longTextsAreCutAndStayInTheirCards() throws Exception {
        String name = "W".repeat(64);
        Document picture = parsed("pipeline: p\ndescription: " + "word ".repeat(500) + "\nsteps: { " + name
                + ": { outputs: { " + name + ": o }, run: x } }\n");

        assertThat(Integer.parseInt(picture.getDocumentElement().getAttribute("width")))
                .isLessThan(600);
        assertThat(texts(picture, "text"))
                .filteredOn(text -> text.endsWith("…"))
                .hasSize(3);
        assertThat(texts(picture, "title")).contains(name + " runs once per sample.");
    }

    @Test
    void cardsNeverLieUponEachOther() throws Exception {
        List<Element> cards = elements(parsed(tangle(60)), "rect").stream()
                .filter(card -> card.getAttribute("class").isEmpty())
                .filter(card -> !card.getParentNode()
                        .getParentNode()
                        .equals(card.getOwnerDocument().getDocumentElement()))
                .toList();

        assertThat(cards).hasSize(60);
        for (Element one : cards) {
            assertThat(cards)
                    .filteredOn(other -> !other.equals(one) && overlap(one, other))
                    .isEmpty();
        }
    }

    @Test
    void aGraphThatNobodyCanFollowIsDrawnAllTheSame() throws Exception {
        String chain = "pipeline: p\nsteps:\n  s0: { each: cohort, outputs: { o: o }, run: x }\n"
                + IntStream.range(1, 300)
                        .mapToObj(i -> "  s" + i + ": { each: cohort, needs: [s0, s" + (i - 1) + "], run: x }\n")
                        .collect(Collectors.joining());

        assertThat(texts(parsed(chain), "text")).contains("s299");
    }

    /** Each step reads some of those before it, by a rule that looks like chance. */
    private static String tangle(int steps) {
        return "pipeline: p\nsteps:\n"
                + IntStream.range(0, steps)
                        .mapToObj(i -> "  s" + i + ": { each: cohort, outputs: { o: o }, inputs: { "
                                + IntStream.range(0, i)
                                        .filter(before -> (i * 31 + before * 17) % 23 < 2)
                                        .mapToObj(before -> "i" + before + ": \"${{ steps.s" + before + ".o }}\"")
                                        .collect(Collectors.joining(", "))
                                + " }, run: x }\n")
                        .collect(Collectors.joining());
    }

    private static boolean overlap(Element one, Element other) {
        return meet(one, other, "x", "width") && meet(one, other, "y", "height");
    }

    private static boolean meet(Element one, Element other, String start, String size) {
        return number(one, start) < number(other, start) + number(other, size)
                && number(other, start) < number(one, start) + number(one, size);
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static String svg(String pipeline) {
        return String.join("\n", GraphPicture.SVG.draw(Graphs.graph(pipeline)));
    }

    private static Document parsed(String pipeline) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg(pipeline))));
    }

    private static List<String> texts(Document document, String tag) {
        return elements(document, tag).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document document, String tag) {
        NodeList found = document.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
