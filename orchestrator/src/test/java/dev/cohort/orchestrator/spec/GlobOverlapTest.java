package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two patterns could take the same file, held against the patterns of Java themselves. */
class GlobOverlapTest {
    @ParameterizedTest
    @CsvSource({
        "*.vcf, calls.vcf, true",
        "*.vcf, *.txt, false",
        "a*, *b, true",
        "a*c, ab*, true",
        "*.vcf, parts/a.vcf, false",
        "**.vcf, parts/a.vcf, true",
        "**/*.vcf, a/b/c.vcf, true",
        "parts/*, parts/, true",
        "?, ab, false",
        "a?c, a/c, false",
        "*, *, true",
        "[ab].txt, a.txt, false",
    })
    void somePairs(String first, String second, boolean possible) {
        assertThat(GlobOverlap.isPossible(first, second)).isEqualTo(possible);
        assertThat(GlobOverlap.isPossible(second, first)).isEqualTo(possible);
    }

    /** A name against a pattern is what Java calls a match. */
    @Test
    void ofAPlainNameItIsWhetherThePatternTakesIt() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab/*?");
            String name = text(random, "ab/").replaceAll("/+", "/").replaceAll("^/|/$", "");
            if (!name.isEmpty()) {
                boolean taken = FileSystems.getDefault()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of(name));
                assertThat(GlobOverlap.isPossible(pattern, name))
                        .as(pattern + " and " + name)
                        .isEqualTo(taken);
            }
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
