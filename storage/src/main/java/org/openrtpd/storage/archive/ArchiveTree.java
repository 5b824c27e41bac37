package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tree of files that changes in commits: after a crash at any moment it is as the last commit
 * left it, or the one before.
 *
 * <p>The order is what makes that true: undo log forced, files changed and forced, names forced,
 * checkpoint replaced. Only the last step makes the undo log void, by giving the checkpoint another
 * number.
 */
final class ArchiveTree implements AutoCloseable {

    /** What belongs to the archive itself lies in here; readers of the tree pass it by. */
    static final String STATE_DIRECTORY = ".openrtpd";

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveTree.class);

    private final Path root;
    private final Path checkpointFile;
    private final String format;
    private final DiskSteps disk;
    private final TreeLock lock;
    private final UndoLog undo;
    private final TreeChange change;
    private ArchiveCheckpoint checkpoint;

    private ArchiveTree(Path root, String format, DiskSteps disk, TreeLock lock) {
        Path state = root.resolve(STATE_DIRECTORY);
        this.root = root;
        this.checkpointFile = state.resolve("checkpoint");
        this.format = format;
        this.disk = disk;
        this.lock = lock;
        this.undo = new UndoLog(root, state.resolve("undo"), disk);
        this.change = new TreeChange(root);
        this.checkpoint = ArchiveCheckpoint.none(format);
    }

    /**
     * Takes a tree for this process alone; call {@link #recover} before anything else.
     *
     * @throws ArchiveException when another archiver has it
     */
    static ArchiveTree open(Path root, String format, DiskSteps disk) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Path state = absolute.resolve(STATE_DIRECTORY);
        disk.makeDirectories(state);
        disk.forceNames(absolute);
        TreeLock lock = TreeLock.take(root, state.resolve("lock"));
        return new ArchiveTree(absolute, format, disk, lock);
    }

    /**
     * Brings the tree back to the last commit and forgets what was gathered since.
     *
     * @throws ArchiveException when the checkpoint cannot be used
     */
    ArchiveCheckpoint recover() throws IOException {
        change.clear();
        // The checkpoint that is read here must not be lost again behind what follows from it.
        disk.forceNames(checkpointFile.getParent());
        checkpoint = ArchiveCheckpoint.read(checkpointFile, format);
        int files = undo.takeBack(checkpoint.number());
        if (files > 0) {
            LOG.info("archive {}: took {} files back to the last checkpoint, number {}", root,
                    files, checkpoint.number());
        }
        return checkpoint;
    }

    /** What the next commit will do. */
    TreeChange change() {
        return change;
    }

    Path root() {
        return root;
    }

    /**
     * Makes everything gathered since the last commit durable, together with the place and the
     * state that belong to it. When it fails, {@link #recover} before going on.
     */
    void commit(long index, int entryCrc, ByteBuf state) throws IOException {
        if (!change.isEmpty()) {
            undo.write(checkpoint.number(), change.files());
            apply();
        }
        ArchiveCheckpoint next =
                new ArchiveCheckpoint(checkpoint.number() + 1, index, entryCrc, format, state);
        next.write(checkpointFile, disk);
        checkpoint = next;
        change.clear();
    }

    private void apply() throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        for (FileChange file : change.files()) {
            if (!file.isNew()) {
                Path before = root.resolve(file.pathBefore());
                if (file.added().isReadable()) {
                    disk.append(before, file.lengthBefore(), file.added().nioBuffer());
                }
                if (file.isMoved()) {
                    disk.move(before, root.resolve(file.path()));
                    directories.add(before.getParent());
                }
            }
        }
        // After the others: a new file may have a name that a moved one has only now left.
        for (FileChange file : change.files()) {
            if (file.isNew()) {
                Path path = root.resolve(file.path());
                disk.makeDirectories(path.getParent());
                disk.create(path, file.added().nioBuffer());
                // Up to the root: a directory may be left from a commit that failed at its name.
                for (Path up = path.getParent(); !up.equals(root); up = up.getParent()) {
                    directories.add(up);
                }
                directories.add(root);
            }
        }
        for (Path directory : directories) {
            disk.forceNames(directory);
        }
    }

    /** Replaces a file that follows from the state and so needs no undo. */
    void replace(String path, ByteBuf content) throws IOException {
        Path file = root.resolve(path);
        // Beside the state, so that no reader of the tree meets half a file.
        Path fresh = root.resolve(STATE_DIRECTORY).resolve(file.getFileName() + ".new");
        disk.replaceContent(fresh, content.nioBuffer());
        disk.move(fresh, file);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
