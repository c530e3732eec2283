package dev.cohort.store;

import static dev.cohort.store.StoreWords.key;
import static dev.cohort.store.StoreWords.together;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A listing is all finished files, in the order of their keys. */
interface ListingContract extends StoreWords {
    @Test
    default void anEmptyStoreListsNothing() {
        assertThat(keys("")).isEmpty();
        assertThat(keys("results/")).isEmpty();
        assertThat(store().folders(Prefix.ALL)).isEmpty();
    }

    @Test
    default void keysComeInTheOrderOfTheirUtf8Bytes() {
        List<String> sorted =
                List.of("a b", "a-b", "a.txt", "a/b", "a/b.c", "a0", "aB", "ab", "z/\uffee", "z/\ud83e\uddec", "é");
        List<String> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(key -> put(key, key));
        assertThat(keys("")).containsExactlyElementsOf(sorted);
    }

    @Test
    default void randomTreesComeInTheOrderOfKeys() {
        Random random = new Random(7);
        Set<Key> expected = new TreeSet<>();
        while (expected.size() < 150) expected.add(randomKey(random));
        expected.forEach(key -> store().put(key, Content.utf8("")));
        assertThat(store().list(Prefix.ALL).map(Stored::key)).containsExactlyElementsOf(expected);
    }

    /** Folders have an odd, files an even length, so that no file is asked to be a folder as well. */
    private static Key randomKey(Random random) {
        StringBuilder key = new StringBuilder();
        for (int depth = random.nextInt(4); depth > 0; depth--)
            key.append(word(random, 1 + 2 * random.nextInt(2))).append('/');
        return key(key.append(word(random, 2)).toString());
    }

    private static String word(Random random, int length) {
        String letters = "aB-_~0é\uff21";
        return random.ints(length, 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .reduce("", String::concat);
    }

    @Test
    default void aPrefixIsText() {
        for (String key : List.of("results/a", "results/ab/c", "results/b", "result", "z")) put(key, "");
        assertThat(keys("results/a")).containsExactly("results/a", "results/ab/c");
        assertThat(keys("results/")).containsExactly("results/a", "results/ab/c", "results/b");
        assertThat(keys("resul")).containsExactly("result", "results/a", "results/ab/c", "results/b");
        assertThat(keys("results/a/")).isEmpty();
        assertThat(keys("no/such/")).isEmpty();
    }

    @Test
    default void hiddenNamesAreListed() {
        put(".cohort/runs/r1/plan.json", "");
        put(".cohort/locality", "");
        assertThat(keys("")).containsExactly(".cohort/locality", ".cohort/runs/r1/plan.json");
    }

    @Test
    default void foldersAreTheNextLevelOnly() {
        for (String key : List.of("runs/r1/a/b", "runs/r2/a", "runs/r10/c", "runs/file", "other/x")) put(key, "");
        assertThat(store().folders(Prefix.of("runs/")).map(Prefix::text))
                .containsExactly("runs/r1/", "runs/r10/", "runs/r2/");
        assertThat(store().folders(Prefix.of("runs/")).map(Prefix::name)).containsExactly("r1", "r10", "r2");
        assertThat(store().folders(Prefix.ALL).map(Prefix::text)).containsExactly("other/", "runs/");
        assertThat(store().folders(Prefix.of("none/"))).isEmpty();
    }

    @Test
    default void aFolderWhoseFilesAreGoneIsGone() {
        put("runs/r1/a/b", "");
        put("runs/r2/a", "");
        store().delete(key("runs/r1/a/b"));
        assertThat(store().folders(Prefix.of("runs/")).map(Prefix::text)).containsExactly("runs/r2/");
    }

    @Test
    default void whatIsBeingWrittenIsNeverSeen() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Object> results = together(2, thread -> {
            if (thread == 0) {
                try {
                    for (int i = 0; i < 200; i++) put("f/" + i % 5, "x".repeat(1 + i * 500));
                } finally {
                    done.set(true);
                }
                return List.of();
            }
            Set<String> seen = new TreeSet<>();
            do seen.addAll(keys(""));
            while (!done.get());
            return seen;
        });
        assertThat(results.get(1)).isEqualTo(new TreeSet<>(Set.of("f/0", "f/1", "f/2", "f/3", "f/4")));
    }
}
