package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A line for each sample of the cohort, which may have a million of them: never all are held at once. */
interface CohortLines extends Content {
    int BLOCK = 4096;

    SampleTable samples();

    /** Whether there is one for this lane. */
    default boolean has(int lane) {
        return true;
    }

    /** Without its end. */
    String line(int lane);

    /** What stands above the first line. */
    default String head() {
        return "";
    }

    @Override
    default long size() {
        return blocks().mapToLong(block -> block.length).sum();
    }

    @Override
    default InputStream open() {
        Iterator<InputStream> streams =
                blocks().<InputStream>map(ByteArrayInputStream::new).iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return streams.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return streams.next();
            }
        });
    }

    private Stream<byte[]> blocks() {
        return IntStream.rangeClosed(0, (samples().size() - 1) / BLOCK).mapToObj(this::block);
    }

    private byte[] block(int number) {
        StringBuilder lines = new StringBuilder(number == 0 ? head() : "");
        int end = Math.min(samples().size(), (number + 1) * BLOCK);
        for (int lane = number * BLOCK; lane < end; lane++) {
            if (has(lane)) {
                lines.append(line(lane)).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
