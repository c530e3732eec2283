package dev.cohort.store;

import static dev.cohort.store.StoreWords.assertFails;

import dev.cohort.store.StoreFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no name in any store, and what is said of it. */
class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "a/",
                "a//b",
                "..",
                "../a",
                "a/../b",
                "a/..",
                ".",
                "./a",
                "a/./b",
                "a\0b",
                "\ud83e",
                "a\udd00/b"
            })
    void whatCouldEscapeOrIsNoNameIsNoKey(String bad) {
        assertFails(Kind.BAD_NAME, "cannot be a name in a store", () -> Key.of(bad));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../", "a/../", "/", "a//", "./a", "a\0"})
    void aPrefixCannotEscapeEither(String bad) {
        assertFails(Kind.BAD_NAME, "cannot be a name in a store", () -> Prefix.of(bad));
    }

    @Test
    void overlongNamesAreToldWithTheirLength() {
        assertFails(Kind.BAD_NAME, "has 256 bytes; at most 255 fit", () -> Key.of("a/" + "é".repeat(128)));
        assertFails(
                Kind.BAD_NAME,
                "it has 1026 bytes; at most 1024 fit",
                () -> Key.of(("é".repeat(100) + "/").repeat(5) + "é".repeat(10) + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".cohort/local", ".cohort/local/temporary/x"})
    void theLocalAreaHoldsNoKeys(String bad) {
        assertFails(Kind.BAD_NAME, "kept for temporary files", () -> Key.of(bad));
    }
}
