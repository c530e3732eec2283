package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IndexSetTest {
    @Test
    void givesItsLowestAsASortedSetWould() {
        Random random = new Random(1);
        IndexSet set = new IndexSet(10_000);
        TreeSet<Integer> model = new TreeSet<>();
        for (int i = 0; i < 200_000; i++) {
            int index = random.nextInt(10_000);
            if (random.nextInt(20) == 0) {
                set.add(index);
                model.add(index);
            } else if (!model.isEmpty()) {
                int out = random.nextBoolean() ? model.first() : index;
                set.remove(out);
                model.remove(out);
            }
            assertThat(set.first() == (model.isEmpty() ? -1 : model.first())).isTrue();
            assertThat(set.isEmpty() == model.isEmpty()).isTrue();
        }
    }

    @Test
    void holdsTheLastIndexOfTheLargestArray() {
        IndexSet set = new IndexSet(10_000);
        set.add(9_999);
        assertThat(set.first()).isEqualTo(9_999);
    }
}
