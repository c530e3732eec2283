package dev.cohort.orchestrator.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Changes texts at random, in bytes, in tokens and in whole blocks; of the same seed the same comes. What is put in is taken
 * from the other texts, or is known to be awkward.
 */
public final class Mutants {
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST = 200_000;
    private static final Pattern TOKENS = Pattern.compile("\\w+|\\s+|\\$\\{\\{|}}|\\W");
    private static final byte[] BYTES =
            "\0\t\n\r :{}[]$\"'&*#-|>!%@`,?\\~<\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    private static final List<String> AWKWARD = List.of(
            "${{ sample }}",
            "${{ steps.a.o }}",
            "${{ steps.a.o.* }}",
            "${{ inputs.x.* }}",
            "${{ params.p",
            "$${{",
            "${{ }}",
            "<<: *a",
            "&a",
            "*a",
            "!!str",
            "---",
            "null",
            "~",
            "each: cohort",
            "needs: [a, a, b]",
            "command: []",
            "99999999999999999999",
            "-0.0",
            "1e999",
            ".inf",
            "0 GiB",
            "9999999999d",
            "../..",
            "/",
            "s3://",
            "{a,b}*[",
            "\u202e\u0007\ud83d",
            "\"\\uD800\"",
            "<< 'E'\nE\n",
            "$(( ${{ sample }} ))",
            "`${{ sample }}`",
            "[".repeat(40),
            "{a: ".repeat(40),
            "- ".repeat(60),
            "x".repeat(5000),
            " ".repeat(3000),
            "a: &b [*b, *b]\n");

    private final List<String> corpus;
    private final Random random;

    public Mutants(List<String> corpus, long seed) {
        this.corpus = List.copyOf(corpus);
        this.random = new Random(seed);
    }

    /** One of the texts, changed in a few places. */
    public byte[] next() {
        String changed = any(corpus);
        do {
            changed = random.nextBoolean() ? inTokens(changed) : inBlocks(changed);
        } while (random.nextInt(3) == 0);
        byte[] bytes = changed.substring(0, Math.min(changed.length(), LONGEST)).getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? inBytes(bytes) : bytes;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private byte[] inBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] changed = bytes.clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            int at = random.nextInt(changed.length);
            changed[at] = random.nextBoolean() ? BYTES[random.nextInt(BYTES.length)] : (byte) random.nextInt(256);
        }
        return changed;
    }

    private String inTokens(String text) {
        List<String> tokens = new ArrayList<>(
                TOKENS.matcher(text).results().map(MatchResult::group).toList());
        if (tokens.isEmpty()) {
            return any(AWKWARD);
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(6)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.set(at, any(AWKWARD));
            case 3 -> tokens.add(at, any(AWKWARD));
            case 4 -> tokens.set(at, any(tokens));
            default -> tokens.set(at, foreign());
        }
        return String.join("", tokens);
    }

    private String foreign() {
        List<String> tokens = TOKENS.matcher(any(corpus))
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.isBlank())
                .toList();
        return tokens.isEmpty() ? any(AWKWARD) : any(tokens);
    }

    private String inBlocks(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return text;
        }
        int at = random.nextInt(lines.size());
        int end = end(lines, at);
        List<String> block = List.copyOf(lines.subList(at, end));
        switch (random.nextInt(5)) {
            case 0 -> lines.subList(at, end).clear();
            case 1 -> lines.addAll(end, block);
            case 2 -> lines.addAll(random.nextInt(lines.size()), indented(block));
            case 3 -> lines.addAll(end, indented(foreignBlock()));
            default -> lines.subList(random.nextInt(lines.size()), lines.size()).clear();
        }
        return String.join("\n", lines) + (random.nextInt(8) == 0 ? "" : "\n");
    }

    private List<String> foreignBlock() {
        List<String> lines = any(corpus).lines().toList();
        int at = lines.isEmpty() ? 0 : random.nextInt(lines.size());
        return lines.isEmpty() ? lines : lines.subList(at, end(lines, at));
    }

    /** Past the lines that are indented deeper than this one. */
    private static int end(List<String> lines, int at) {
        int end = at + 1;
        while (end < lines.size() && indent(lines.get(end)) > indent(lines.get(at))) {
            end++;
        }
        return end;
    }

    private List<String> indented(List<String> block) {
        String more = " ".repeat(2 * random.nextInt(4));
        return block.stream().map(line -> more + line).toList();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
