package org.openrtpd.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundedTableTest {

    /** Numbers its values in the order in which they are made. */
    private static final class Counting {
        private int made;
        private final BoundedTable<Integer> table;

        private Counting(int limit) {
            table = new BoundedTable<>(limit, () -> made++);
        }

        private List<String> saved() {
            ByteBuf saved = Unpooled.buffer();
            table.save(saved, (value, into) -> into.writeInt(value));
            List<String> entries = new ArrayList<>();
            for (int left = saved.readInt(); left > 0; left--) {
                entries.add(saved.readLong() + "=" + saved.readInt());
            }
            assertThat(saved.isReadable()).isFalse();
            return entries;
        }
    }

    @Test
    void shouldForgetWhatWasNotAskedForLongest() {
        Counting counting = new Counting(3);
        for (long key : new long[] {10, 11, 12, 10}) {
            counting.table.get(key);
        }

        counting.table.get(13);

        assertThat(counting.saved()).containsExactly("12=2", "10=0", "13=3");
        assertThat(counting.table.forgotten()).isEqualTo(1);
        assertThat(counting.table.get(11)).as("a new one").isEqualTo(4);
    }

    @Test
    void shouldGoOnWithTheSameOrderWhenItIsRestored() {
        Counting counting = new Counting(2);
        counting.table.restore(Unpooled.buffer().writeInt(4)
                .writeLong(10).writeInt(70).writeLong(11).writeInt(71)
                .writeLong(10).writeInt(72).writeLong(12).writeInt(73), ByteBuf::readInt);

        assertThat(counting.saved()).containsExactly("10=72", "12=73");
        assertThat(counting.table.forgotten()).isEqualTo(1);
        assertThat(counting.table.get(10)).isEqualTo(72);
        assertThat(counting.saved()).containsExactly("12=73", "10=72");
    }

    @Test
    void shouldHoldWhatAMapInOrderOfAccessHolds() {
        int limit = 500;
        Counting counting = new Counting(limit);
        LinkedHashMap<Long, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
        SplittableRandom random = new SplittableRandom(3);
        int made = 0;
        for (int i = 0; i < 50_000; i++) {
            long key = BoundedTable.key(
                    0x9000 + random.nextInt(64), random.nextInt(4), random.nextInt(4));
            Integer known = map.get(key);
            if (known == null) {
                known = made++;
                map.put(key, known);
                if (map.size() > limit) {
                    map.remove(map.keySet().iterator().next());
                }
            }
            assertThat(counting.table.get(key)).isEqualTo(known);
        }

        assertThat(counting.table.forgotten()).isEqualTo(made - limit).isPositive();
        assertThat(counting.saved()).isEqualTo(map.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
    }
}
