package dev.cohort.orchestrator.docs;

import java.util.List;
import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param language the word after the fence, such as {@code yaml}
 * @param note what the comment directly above says, such as {@code file: samples.txt}; empty for none
 * @param line of the opening fence, from 1
 */
record Block(String language, String note, int line, List<String> lines) {
    Block {
        lines = List.copyOf(lines);
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** What a note of this kind says after its colon. */
    Optional<String> noted(String kind) {
        return Optional.of(note)
                .filter(words -> words.startsWith(kind + ":"))
                .map(words -> words.substring(kind.length() + 1).strip());
    }

    /** The file that this block is, where it is one. */
    Optional<String> file() {
        return noted("file").or(() -> noted("wrong"));
    }
}
