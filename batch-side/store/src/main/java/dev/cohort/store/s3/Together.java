package dev.cohort.store.s3;

import dev.cohort.store.Folders;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Many files at the same time; what came of them stands in their order. */
final class Together<T> implements Crew.Job {
    private final List<Folders.Piece<T>> pieces;
    private final @Nullable Object[] done;
    private int next;

    Together(List<Folders.Piece<T>> pieces) {
        this.pieces = pieces;
        this.done = new @Nullable Object[pieces.size()];
    }

    List<T> run(Crew crew) {
        crew.work(this, pieces.size());
        return Arrays.stream(done).map(this::result).collect(Collectors.toUnmodifiableList());
    }

    /** What a piece has put there. */
    @SuppressWarnings("unchecked")
    private T result(@Nullable Object of) {
        return (T) Objects.requireNonNull(of);
    }

    @Override
    public Optional<Runnable> next() {
        if (next == pieces.size()) return Optional.empty();
        int index = next++;
        return Optional.of(() -> done[index] = pieces.get(index).run());
    }
}
