package dev.cohort.orchestrator.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown, and the fenced blocks in it. */
record Page(Path file, List<String> lines, List<Block> blocks) {
    private static final String FENCE = "```";
    private static final String THERE = "there:";
    private static final Pattern NOTE = Pattern.compile("<!-- (.*) -->");

    /** By its path below the top of the repository. */
    static Page of(String path) throws IOException {
        Path file = Path.of("..").resolve(path);
        List<String> lines = Files.readAllLines(file);
        return new Page(file, lines, blocks(lines));
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(FENCE)) {
                int end = at + 1 + lines.subList(at + 1, lines.size()).indexOf(FENCE);
                if (end == at) {
                    throw new IllegalArgumentException("the block in line " + (at + 1) + " is never closed");
                }
                blocks.add(new Block(
                        lines.get(at).substring(FENCE.length()).strip(),
                        note(lines, at),
                        at + 1,
                        lines.subList(at + 1, end)));
                at = end;
            }
        }
        return blocks;
    }

    private static String note(List<String> lines, int fence) {
        Matcher note = NOTE.matcher(fence == 0 ? "" : lines.get(fence - 1));
        return note.matches() ? note.group(1).strip() : "";
    }

    /** Files that the commands of this page find, whatever is in them. */
    List<String> there() {
        return lines.stream()
                .map(NOTE::matcher)
                .filter(Matcher::matches)
                .map(note -> note.group(1).strip())
                .filter(note -> note.startsWith(THERE))
                .flatMap(
                        note -> Stream.of(note.substring(THERE.length()).strip().split(" +")))
                .toList();
    }

    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Writes the page anew with other lines in a block. */
    void rewrite(Block block, List<String> shown) throws IOException {
        List<String> fresh = new ArrayList<>(Files.readAllLines(file));
        int shift = fresh.size() - lines.size();
        int from = block.line() + shift;
        fresh.subList(from, from + block.lines().size()).clear();
        fresh.addAll(from, shown);
        Files.write(file, fresh);
    }
}
