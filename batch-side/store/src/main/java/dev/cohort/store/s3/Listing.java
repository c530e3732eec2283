package dev.cohort.store.s3;

import dev.cohort.store.Location;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The names under a prefix, page by page, in their order. The first page is asked for at once and each further one while the one
 * before is read, so who lists several prefixes opens all of them first.
 */
final class Listing<T> implements Iterator<T> {
    private final Reading reading;
    private final Location.S3 prefix;
    private final @Nullable String delimiter;
    private final Function<ListObjectsV2Response, Iterator<T>> entries;
    private @Nullable Supplier<ListObjectsV2Response> ahead;
    private Iterator<T> page = Collections.emptyIterator();

    Listing(
            Reading reading,
            Location.S3 prefix,
            @Nullable String delimiter,
            Function<ListObjectsV2Response, Iterator<T>> entries) {
        this.reading = reading;
        this.prefix = prefix;
        this.delimiter = delimiter;
        this.entries = entries;
        this.ahead = ask(null);
    }

    private Supplier<ListObjectsV2Response> ask(@Nullable String token) {
        return reading.connection().crew().ahead(() -> reading.page(prefix, delimiter, token));
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && ahead != null) turn(ahead.get());
        return page.hasNext();
    }

    private void turn(ListObjectsV2Response answer) {
        boolean more = Boolean.TRUE.equals(answer.isTruncated()) && answer.nextContinuationToken() != null;
        ahead = more ? ask(answer.nextContinuationToken()) : null;
        page = entries.apply(answer);
    }

    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        return page.next();
    }
}
