package org.openrtpd.storage.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has threads that are nice by themselves")
class BackgroundThreadTest {

    private static final int LIMIT_MILLIS = 60_000;
    /** Of the fields behind the name in brackets, see proc_pid_stat(5). */
    private static final int NICE = 16;

    private static int niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int nicenessOf(UnaryOperator<Runnable> kind) throws InterruptedException {
        AtomicInteger found = new AtomicInteger(Integer.MIN_VALUE);
        Thread thread = new Thread(kind.apply(() -> found.set(niceness())));
        thread.start();
        thread.join(LIMIT_MILLIS);
        return found.get();
    }

    @Test
    void shouldBeNicerThanOtherThreadsAndLeaveThemAsTheyAre() throws InterruptedException {
        int ordinary = niceness();

        assertThat(nicenessOf(BackgroundThread::ahead)).isEqualTo(Math.min(19, ordinary + 5));
        assertThat(nicenessOf(BackgroundThread::of)).isEqualTo(Math.min(19, ordinary + 10));
        assertThat(niceness()).isEqualTo(ordinary);
    }
}
