package org.openrtpd.app.bench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {

    /** A heap of ZGC that is mapped twice, and a journal's file. */
    private static final List<String> MAPPINGS = List.of(
            "40000000000-40010000000 rw-s 00000000 00:01 1046   /memfd:java_heap.hugetlb (deleted)",
            "Size:             262144 kB",
            "Rss:               65536 kB",
            "Pss:               32768 kB",
            "Pss_Dirty:         32768 kB",
            "80000000000-80010000000 rw-s 00000000 00:01 1046   /memfd:java_heap (deleted)",
            "Rss:               65536 kB",
            "Pss:               32768 kB",
            "7f0000000000-7f0010000000 rw-s 00000000 08:01 77   /srv/data/journal/20261121-22F.cq4",
            "Rss:               90000 kB",
            "Pss:               90000 kB");

    @Test
    void shouldCountAHeapThatIsMappedMoreThanOnceOnce() {
        assertThat(ProcessMemory.sharedHeap(MAPPINGS)).isEqualTo(65_536);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldMeasureAProcess() {
        ProcessMemory memory = ProcessMemory.of(ProcessHandle.current().pid());

        assertThat(memory.heapBytes()).isBetween(1L << 20, Runtime.getRuntime().maxMemory());
        assertThat(memory.residentBytes()).isGreaterThan(memory.heapBytes());
    }
}
