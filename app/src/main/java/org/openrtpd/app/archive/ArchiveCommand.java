package org.openrtpd.app.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.miniseed.RecordOptions;
import org.openrtpd.app.station.StationOptions;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.FileTrouble;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.archive.ArchiveException;
import org.openrtpd.storage.archive.ArchiveWriter;
import org.openrtpd.storage.archive.JournalArchive;
import org.openrtpd.storage.archive.miniseed.MiniseedSettings;
import org.openrtpd.storage.archive.miniseed.MiniseedWriter;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.JournalException;
import org.openrtpd.storage.journal.JournalReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtpd archive}: writes a journal into archives, for as long as it runs. */
@Command(
        name = "archive",
        description = "Write the packets of a journal into archives, also while RTPD writes it:"
                + " nothing missing, nothing twice, whenever it is stopped or killed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        footer = {"",
            "Each archive keeps its own place in the journal, in .openrtpd below its root."})
public final class ArchiveCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveCommand.class);
    private static final long AWAIT_JOURNAL_MILLIS = 200;

    @Spec private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR",
            description = "Data directory of the RTPD. Required.")
    private Path data;

    @Option(names = "--reftek", paramLabel = "ROOT",
            description = "Write a REF TEK archive here: packets exactly as received, a file an"
                    + " event.")
    private Path reftek;

    @Option(names = "--mseed", paramLabel = "ROOT",
            description = "Write miniSEED here, in an SDS tree of day files: samples, and logs in"
                    + " LOG.")
    private Path mseed;

    @Mixin private RecordOptions recordOptions;

    @Option(names = "--flush-after", paramLabel = "DURATION", defaultValue = "1h",
            description = "Time after which a miniSEED record is written although there is room in"
                    + " it; it is at the end of an event, too.")
    private Duration flushAfter;

    @Mixin private StationOptions stationOptions;

    @Option(names = "--commit-interval", paramLabel = "DURATION", defaultValue = "5s",
            description = "Time after which what was taken in is written and made durable.")
    private Duration commitInterval;

    @Option(names = "--once",
            description = "Archive what there is, write out and close everything, and end.")
    private boolean once;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML): each of these options as a key, without --.")
    private Path config;

    /** One archive to write. */
    private record Target(Path root, Supplier<ArchiveWriter> format, Runnable idle) {}

    @Override
    public Integer call() throws InterruptedException {
        List<JournalArchive> archives = new ArrayList<>();
        try {
            List<Target> targets = targets();
            return archive(targets, archives);
        } catch (JournalException | ArchiveException e) {
            throw new CommandFailed(e.getMessage());
        } catch (IOException e) {
            throw new CommandFailed("cannot write the archive: " + FileTrouble.named(e)
                    + "; nothing is lost, the journal has the packets: free some space or mend the"
                    + " disk, and start again");
        } finally {
            for (JournalArchive archive : archives) {
                close(archive);
            }
        }
    }

    private int archive(List<Target> targets, List<JournalArchive> archives)
            throws IOException, InterruptedException {
        try (JournalReader reader = open()) {
            List<ArchiveLoop> loops = new ArrayList<>();
            for (Target target : targets) {
                JournalArchive archive = JournalArchive.open(reader, target.root, target.format);
                archives.add(archive);
                loops.add(new ArchiveLoop(target.root, archive, commitInterval,
                        InstantSource.system(), System::nanoTime, target.idle));
            }
            return once ? runOnce(loops) : follow(loops);
        }
    }

    private List<Target> targets() {
        if (data == null) {
            throw wrong("missing --data DIR, the data directory of the RTPD");
        }
        if (commitInterval.isNegative()) {
            throw SettingSources.wrongValue(
                    spec, "--commit-interval", commitInterval.toMillis() + "ms", "0 or more");
        }
        List<Target> targets = new ArrayList<>();
        if (reftek != null) {
            targets.add(new Target(reftek, ReftekWriter::new, () -> {}));
        }
        if (mseed != null) {
            if (flushAfter.isZero()) {
                throw SettingSources.wrongValue(spec, "--flush-after", "0", "more than 0");
            }
            Supplier<StationMap> map = stationOptions.followed();
            MiniseedSettings settings = recordOptions.settings(flushAfter, map);
            // A changed station file is answered to also while no packets come.
            targets.add(new Target(mseed, () -> new MiniseedWriter(settings), map::get));
        }
        if (targets.isEmpty()) {
            throw wrong("say what to write: --reftek ROOT, --mseed ROOT, or both");
        }
        return targets;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A journal that RTPD has yet to begin is waited for. */
    private JournalReader open() throws InterruptedException {
        boolean told = false;
        while (!once && !JournalReader.exists(data)) {
            if (!told) {
                LOG.info("waiting for a journal in {}", data);
                told = true;
            }
            Thread.sleep(AWAIT_JOURNAL_MILLIS);
        }
        return JournalReader.open(data);
    }

    private int runOnce(List<ArchiveLoop> loops) throws IOException {
        for (ArchiveLoop loop : loops) {
            loop.once();
            System.out.println("archived " + loop.totals());
        }
        return 0;
    }

    private int follow(List<ArchiveLoop> loops) {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        List<Thread> threads = new ArrayList<>();
        for (ArchiveLoop loop : loops) {
            Thread thread = new Thread(() -> run(loop, failure), "rtpd-archive-" + threads.size());
            threads.add(thread);
            thread.start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loops, threads), "rtpd-stop"));
        System.out.println("archiving data=" + data + " pid=" + ProcessHandle.current().pid());
        System.out.flush();
        try {
            failure.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            System.err.println("rtpd: "
                    + (cause.getMessage() == null ? cause.toString() : cause.getMessage()));
        }
        Runtime.getRuntime().halt(1);
        return 1;
    }

    private static void run(ArchiveLoop loop, CompletableFuture<Void> failure) {
        try {
            loop.follow();
        } catch (RuntimeException | Error e) {
            // Without this thread the process would do nothing, and nobody would notice.
            failure.completeExceptionally(e);
        }
    }

    private static void stop(List<ArchiveLoop> loops, List<Thread> threads) {
        loops.forEach(ArchiveLoop::stop);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        loops.forEach(loop -> LOG.info("stopped; archived {}", loop.totals()));
        // The end was asked for, so it is a good one, whatever the signal's own exit code is.
        Runtime.getRuntime().halt(0);
    }

    private static void close(JournalArchive archive) {
        try {
            archive.close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }
}
