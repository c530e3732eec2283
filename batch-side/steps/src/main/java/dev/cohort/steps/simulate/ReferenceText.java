package dev.cohort.steps.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A transcriptome as Ensembl publishes one: transcripts as FASTA, genes as GTF. */
public final class ReferenceText {
    private static final int LINE = 60;

    private final Transcriptome transcriptome;

    public ReferenceText(Transcriptome transcriptome) {
        this.transcriptome = transcriptome;
    }

    public void writeTo(Path transcripts, Path annotation) throws IOException {
        TextFile.write(transcripts, this::fasta);
        TextFile.write(annotation, this::gtf);
    }

    void fasta(Appendable out) {
        transcriptome.genes().forEach(gene -> gene.transcripts().forEach(t -> append(out, fasta(gene, t))));
    }

    void gtf(Appendable out) {
        append(out, "#!genome-build COHORT-SIMULATED\n");
        transcriptome.genes().forEach(gene -> append(out, gtf(gene)));
    }

    private static String fasta(Gene gene, Transcript transcript) {
        String place = "chromosome:COHORT-SIMULATED:%s:%d:%d:%d"
                .formatted(gene.chromosome(), transcript.start(), transcript.end(), gene.forward() ? 1 : -1);
        String header =
                ">%s cdna %s gene:%s gene_biotype:protein_coding transcript_biotype:protein_coding gene_symbol:%s\n"
                        .formatted(transcript.id(), place, gene.id(), gene.symbol());
        return header + lines(transcript.bases());
    }

    private static String lines(String bases) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < bases.length(); from += LINE) {
            text.append(bases, from, Math.min(from + LINE, bases.length())).append('\n');
        }
        return text.toString();
    }

    private static String gtf(Gene gene) {
        StringBuilder text = new StringBuilder(line(gene, "gene", gene.start(), gene.end(), ""));
        for (Transcript transcript : gene.transcripts()) {
            String owner = tag("transcript_id", stable(transcript.id()))
                    + tag("transcript_version", "1")
                    + tag("transcript_biotype", "protein_coding");
            text.append(line(gene, "transcript", transcript.start(), transcript.end(), owner));
            int number = 1;
            for (Exon exon : transcript.exons()) {
                String tags = owner + tag("exon_number", Integer.toString(number++));
                text.append(line(gene, "exon", exon.start(), exon.end(), tags));
            }
        }
        return text.toString();
    }

    private static String line(Gene gene, String feature, int start, int end, String more) {
        String tags = tag("gene_id", stable(gene.id()))
                + tag("gene_version", "1")
                + more
                + tag("gene_name", gene.symbol())
                + tag("gene_source", "cohort")
                + tag("gene_biotype", "protein_coding");
        String strand = gene.forward() ? "+" : "-";
        return "%s\tcohort\t%s\t%d\t%d\t.\t%s\t.\t%s\n"
                .formatted(gene.chromosome(), feature, start, end, strand, tags.strip());
    }

    private static String tag(String name, String value) {
        return "%s \"%s\"; ".formatted(name, value);
    }

    /** Ensembl's GTF gives an identifier and its version apart, its FASTA gives both in one. */
    private static String stable(String id) {
        return id.substring(0, id.indexOf('.'));
    }

    private static void append(Appendable out, String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
