package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import net.openhft.chronicle.queue.impl.TableStore;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.threads.Pauser;
import net.openhft.chronicle.threads.TimingPauser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees the queue's own write lock, which names a process by its number. Who holds the {@link
 * JournalLock} knows that no writer lives; the queue would believe one does when the number was used
 * again, as number 1 in a container always is.
 */
final class StaleLocks {

    private static final Logger LOG = LoggerFactory.getLogger(StaleLocks.class);

    private final Path metadata;

    StaleLocks(Path data) {
        this.metadata = JournalFiles.metadata(data);
    }

    /** Frees the locks; a metadata file that cannot be read is moved aside and made anew. */
    void release() throws IOException {
        try {
            if (!JournalFiles.isBegun(metadata)) {
                throw new IllegalStateException("it has no header");
            }
            unlock();
        } catch (RuntimeException e) {
            Path aside = metadata.resolveSibling(metadata.getFileName() + ".damaged");
            LOG.warn("{} cannot be read ({}); moved to {}, it is made anew",
                    metadata, e.getMessage(), aside);
            Files.move(metadata, aside, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void unlock() {
        SingleChronicleQueueBuilder.addAliases();
        try (TableStore<?> table = SingleTableBuilder
                .binary(metadata.toFile(), Metadata.NoMeta.INSTANCE).readOnly(false).build()) {
            forceUnlock(new TableStoreWriteLock(table, StaleLocks::pauser, 0L));
            forceUnlock(new TableStoreWriteLock(table, StaleLocks::pauser, 0L,
                    TableStoreWriteLock.APPEND_LOCK_KEY));
        }
    }

    private static TimingPauser pauser() {
        return Pauser.balanced();
    }

    private static void forceUnlock(TableStoreWriteLock lock) {
        if (lock.locked()) {
            LOG.info("freed the write lock of a process that is gone");
            lock.forceUnlock();
        }
    }
}
