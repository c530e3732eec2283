package dev.cohort.steps.simulate;

import dev.cohort.steps.reads.TextSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Tells whether a FASTA is that of a transcriptome: reads of another one would find nothing, and no tool would say why. */
public final class ReferenceCheck {
    private ReferenceCheck() {}

    public static boolean isOf(Transcriptome transcriptome, Path transcripts) throws IOException {
        StringBuilder expected = new StringBuilder();
        new ReferenceText(transcriptome).fasta(expected);
        try (BufferedReader found = open(transcripts);
                BufferedReader wanted = new BufferedReader(new StringReader(expected.toString()))) {
            return same(found, wanted);
        }
    }

    private static boolean same(BufferedReader found, BufferedReader wanted) throws IOException {
        String line = wanted.readLine();
        while (line != null) {
            if (!line.equals(found.readLine())) {
                return false;
            }
            line = wanted.readLine();
        }
        return found.readLine() == null;
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(TextSource.open(file), StandardCharsets.UTF_8));
    }
}
