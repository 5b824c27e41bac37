package org.openrtpd.app.simulate;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import org.openrtpd.app.simulate.ground.Earthquakes;
import org.openrtpd.app.simulate.plan.NetworkPlan;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.FileTrouble;
import org.openrtpd.protocol.record.PacketHeader;

/** Writes a network into files, one recorder after the other, as fast as it goes. */
final class FileRun {

    private final NetworkPlan plan;
    private final Path directory;
    private final SimulateCommand.Layout layout;
    private long packets;
    private long files;

    FileRun(NetworkPlan plan, Path directory, SimulateCommand.Layout layout) {
        this.plan = plan;
        this.directory = directory;
        this.layout = layout;
    }

    /**
     * Writes all of it, and prints the summary.
     *
     * @return the exit code
     * @throws CommandFailed when a file cannot be written, or stands there already
     */
    int write() {
        long begin = System.nanoTime();
        Earthquakes earthquakes = new Earthquakes(plan.seed(), plan.earthquakesPerHour());
        try {
            for (int i = 0; i < plan.units(); i++) {
                write(new Recording(plan, i, earthquakes));
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(e.getMessage() + " is there already, and is kept: give --out a"
                    + " directory without files of these units");
        } catch (IOException e) {
            throw new CommandFailed("cannot write below " + directory + ": " + FileTrouble.why(e));
        }
        System.out.printf(Locale.ROOT, "{\"packets\":%d,\"files\":%d,\"bytes\":%d,\"seconds\":%.3f}%n",
                packets, files, packets * PacketHeader.PACKET_LENGTH,
                (System.nanoTime() - begin) / 1e9);
        System.out.flush();
        return 0;
    }

    private void write(Recording recording) throws IOException {
        try (PacketFiles target = open(recording.unit())) {
            while (!recording.isOver()) {
                target.write(recording.take());
                packets++;
            }
            files += target.files();
        }
    }

    private PacketFiles open(int unit) throws IOException {
        return layout == SimulateCommand.Layout.FLAT
                ? new FlatFile(directory, unit)
                : new ArchiveTree(directory, unit, plan.streams());
    }
}
