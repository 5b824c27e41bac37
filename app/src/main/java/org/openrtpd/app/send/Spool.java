package org.openrtpd.app.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.protocol.record.UnitId;

/**
 * The memory of the recorders that {@code send} plays: the epoch of each unit, and which packet of
 * which file has which number. Kept in a directory it outlives the program, so that a killed one
 * goes on where the server is; without a directory it lives as long as the program.
 */
final class Spool implements AutoCloseable {

    private static final String STATE = "spool.json";
    private static final String LOCK = "spool.lock";

    /** The numbers of a unit's packets in one file. */
    record Run(PacketFile file, int[] places, int first) {
        int end() {
            return first + places.length;
        }
    }

    /** A file that has numbers, as the state keeps it. */
    private record Enrolled(String path, String sha256, boolean oneUnit, Map<Integer, Integer> firsts) {}

    /** One unit's numbering. */
    static final class UnitSpool {
        final int unit;
        final int epoch;

        /** True when the numbering outlives the program. */
        final boolean isKept;

        int next;
        int acknowledged;
        final List<Run> runs = new ArrayList<>();

        UnitSpool(int unit, int epoch, boolean isKept) {
            this.unit = unit;
            this.epoch = epoch;
            this.isKept = isKept;
        }
    }

    private final Path directory;
    private final FileChannel lock;
    private final RandomGenerator random;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, UnitSpool> units = new LinkedHashMap<>();
    private final List<Enrolled> enrolled = new ArrayList<>();

    private Spool(Path directory, FileChannel lock, RandomGenerator random) {
        this.directory = directory;
        this.lock = lock;
        this.random = random;
    }

    /**
     * Opens a spool.
     *
     * @param directory where it is kept; {@code null} for one that is forgotten
     * @throws CommandFailed when it cannot be read or written, or another program uses it
     */
    static Spool open(Path directory, RandomGenerator random) {
        if (directory == null) {
            return new Spool(null, null, random);
        }
        try {
            Files.createDirectories(directory);
            FileChannel lock = FileChannel.open(directory.resolve(LOCK),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                return locked(directory, lock, random);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandFailed("cannot use the spool " + directory + ": " + e);
        }
    }

    private static Spool locked(Path directory, FileChannel lock, RandomGenerator random)
            throws IOException {
        try {
            if (lock.tryLock() == null) {
                throw new CommandFailed("the spool " + directory + " is in use by another send");
            }
        } catch (OverlappingFileLockException e) {
            throw new CommandFailed("the spool " + directory + " is in use by another send");
        }
        Spool spool = new Spool(directory, lock, random);
        try {
            spool.load();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new CommandFailed("the spool " + directory + " is damaged: " + STATE
                    + " cannot be read; use an empty --spool (" + e.getMessage() + ")");
        }
        return spool;
    }

    private void load() throws IOException {
        Path state = directory.resolve(STATE);
        if (!Files.exists(state)) {
            return;
        }
        var root = json.readTree(state.toFile());
        root.path("units").properties().forEach(entry -> {
            UnitSpool unit = new UnitSpool(UnitId.parse(entry.getKey()),
                    Integer.parseUnsignedInt(entry.getValue().path("epoch").asText(), 16), true);
            unit.next = (int) entry.getValue().path("next").asLong();
            unit.acknowledged = (int) entry.getValue().path("acknowledged").asLong();
            units.put(unit.unit, unit);
        });
        for (var file : root.path("files")) {
            Map<Integer, Integer> firsts = new LinkedHashMap<>();
            file.path("first").properties().forEach(entry ->
                    firsts.put(UnitId.parse(entry.getKey()), (int) entry.getValue().asLong()));
            enrolled.add(new Enrolled(file.path("path").asText(), file.path("sha256").asText(),
                    file.path("oneUnit").asBoolean(), firsts));
        }
    }

    /**
     * Gives every packet of the files its number, or the number it has had before, and writes that
     * down before anything is sent.
     *
     * @param notices told of what the user should know
     */
    void enrol(List<PacketFile> files, OptionalInt onlyUnit, List<String> notices) {
        Map<Enrolled, PacketFile> present = new LinkedHashMap<>();
        for (PacketFile file : files) {
            Enrolled known = find(file, onlyUnit);
            if (known == null) {
                known = number(file, onlyUnit);
                enrolled.add(known);
            }
            if (present.put(known, file) != null) {
                notices.add(file.path() + " has the content of a file given before; sent once");
            }
        }
        for (Enrolled old : enrolled) {
            if (!present.containsKey(old) && isUnfinished(old)) {
                reopen(old, present, notices);
            }
        }
        enrolled.forEach(known -> addRuns(known, present.get(known)));
        save();
    }

    private Enrolled find(PacketFile file, OptionalInt onlyUnit) {
        for (Enrolled known : enrolled) {
            if (known.sha256.equals(file.sha256())
                    && known.firsts.keySet().equals(file.packetsByUnit().keySet())) {
                return known;
            }
        }
        return null;
    }

    private Enrolled number(PacketFile file, OptionalInt onlyUnit) {
        Map<Integer, Integer> firsts = new LinkedHashMap<>();
        file.packetsByUnit().forEach((id, places) -> {
            UnitSpool unit = units.computeIfAbsent(id, u -> new UnitSpool(u, random.nextInt(), directory != null));
            firsts.put(id, unit.next);
            unit.next += places.length;
        });
        return new Enrolled(file.path().toAbsolutePath().toString(), file.sha256(),
                onlyUnit.isPresent(), firsts);
    }

    /** True when the server has not acknowledged all of a file that an earlier run gave. */
    private boolean isUnfinished(Enrolled old) {
        return old.firsts.keySet().stream().anyMatch(unit -> {
            int end = enrolled.stream()
                    .filter(other -> other.firsts.containsKey(unit)
                            && other.firsts.get(unit) > old.firsts.get(unit))
                    .mapToInt(other -> other.firsts.get(unit)).min().orElse(units.get(unit).next);
            return units.get(unit).acknowledged < end;
        });
    }

    private void reopen(Enrolled old, Map<Enrolled, PacketFile> present, List<String> notices) {
        Path path = Path.of(old.path);
        OptionalInt one = old.oneUnit
                ? OptionalInt.of(old.firsts.keySet().iterator().next()) : OptionalInt.empty();
        Optional<PacketFile> file = readAgain(path, one, old.sha256);
        if (file.isPresent()) {
            notices.add(path + " was not fully acknowledged before; going on with it");
            present.put(old, file.get());
        } else {
            notices.add(path + " was not fully acknowledged before, and is gone or changed: the rest"
                    + " of its packets is lost, the server will note a gap");
        }
    }

    private static Optional<PacketFile> readAgain(Path path, OptionalInt one, String sha256) {
        try {
            return Optional.of(PacketFile.read(path, one)).filter(f -> f.sha256().equals(sha256));
        } catch (CommandFailed e) {
            // Whatever it is now, it is no longer what was numbered.
            return Optional.empty();
        }
    }

    private void addRuns(Enrolled known, PacketFile file) {
        if (file != null) {
            known.firsts.forEach((unit, first) -> units.get(unit).runs.add(
                    new Run(file, file.packetsByUnit().get(unit), first)));
        }
    }

    /** The units that have packets in this run. */
    List<UnitSpool> units() {
        return units.values().stream().filter(unit -> !unit.runs.isEmpty()).toList();
    }

    /** Writes the state in one step; a spool without a directory has nothing to write. */
    synchronized void save() {
        if (directory == null) {
            return;
        }
        ObjectNode root = json.createObjectNode();
        ObjectNode unitNodes = root.putObject("units");
        units.values().forEach(unit -> unitNodes.putObject(UnitId.format(unit.unit))
                .put("epoch", Integer.toHexString(unit.epoch))
                .put("next", unit.next)
                .put("acknowledged", unit.acknowledged));
        ArrayNode files = root.putArray("files");
        for (Enrolled file : enrolled) {
            ObjectNode node = files.addObject()
                    .put("path", file.path).put("sha256", file.sha256).put("oneUnit", file.oneUnit);
            ObjectNode firsts = node.putObject("first");
            file.firsts.forEach((unit, first) -> firsts.put(UnitId.format(unit), first));
        }
        Path fresh = directory.resolve(STATE + ".new");
        try {
            json.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), root);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, directory.resolve(STATE), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            // An older state after a loss of power would give the same numbers to other packets.
            try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                entry.force(true);
            }
        } catch (IOException e) {
            throw new CommandFailed("cannot write the spool " + directory + ": " + e);
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
