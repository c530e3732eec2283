package dev.cohort.store;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file on this machine just opened, and what it was at that moment. */
record Opening(Stat stat, Body body) {

    /** Java cannot ask an open file what it is, so it is looked at before and after, and opened again if it was replaced between. */
    static Opening of(Path file, ByteRange range, Expect expect, LinkOption... links) throws IOException {
        while (true) {
            Stat stat = stat(file, links);
            expect.checkEtag(stat, file);
            SeekableByteChannel channel = open(file, links);
            if (isStill(file, stat, channel, links)) return new Opening(stat, body(file, stat, channel, range, expect));
            channel.close();
        }
    }

    private static Stat stat(Path file, LinkOption... links) throws IOException {
        return Stat.of(Files.readAttributes(file, BasicFileAttributes.class, links));
    }

    private static SeekableByteChannel open(Path file, LinkOption... links) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(links));
        options.add(StandardOpenOption.READ);
        return Files.newByteChannel(file, options);
    }

    private static boolean isStill(Path file, Stat stat, SeekableByteChannel channel, LinkOption... links)
            throws IOException {
        try {
            return stat(file, links).etag().equals(stat.etag());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Body body(Path file, Stat stat, SeekableByteChannel channel, ByteRange range, Expect expect)
            throws IOException {
        channel.position(Math.min(range.offset(), stat.size()));
        return new Body(Channels.newInputStream(channel), file, range.within(stat.size()), expect);
    }
}
